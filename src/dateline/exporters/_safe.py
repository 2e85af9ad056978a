"""Makes text of unknown origin safe to print: a report may hold terminal escape sequences."""

from __future__ import annotations

import re

# Control characters become their pictures (␛), one for one, so that spans keep their places;
# what turns the direction of writing, and halves of surrogate pairs, become the sign for unknown.
_PICTURES = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421}
_UNKNOWN = dict.fromkeys(
    [*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD
)
_LINE = _PICTURES | _UNKNOWN | {0x09: 0x20, 0x0A: 0x20, 0x0D: 0x20, 0x2028: 0x20, 0x2029: 0x20}
_BLOCK = _LINE | {0x0A: 0x0A}
_SURROGATE = re.compile("[\ud800-\udfff]")


def safe_line(text: str) -> str:
    """Replace control characters, and line ends by blanks, character for character."""
    return _SURROGATE.sub("�", text.translate(_LINE))


def safe_block(text: str) -> str:
    """Replace control characters, character for character, and keep line ends."""
    return _SURROGATE.sub("�", text.translate(_BLOCK))


def squeeze(text: str) -> str:
    """Make one safe line with single blanks."""
    return " ".join(safe_line(text).split())

"""Words to word pieces, and words to the shape of their letters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

CASES = (
    "padding", "lower", "one-capital", "title", "upper", "dotted", "digits", "none",
    "digits-mixed", "mixed", "other",
)  # fmt: skip
"""Classes of letter shape: the encoder itself reads lower case only."""

_CASE_ID = {name: i for i, name in enumerate(CASES)}
_CACHE_WORDS = 200_000  # about 40 MB; news of one language has fewer frequent words


def case_id(word: str) -> int:
    """Class the letter shape of a word: an index into ``CASES``.

    >>> [CASES[case_id(w)] for w in ("peace", "Syria", "UN", "U.S.", "1974", "McCain")]
    ['lower', 'title', 'upper', 'dotted', 'digits', 'mixed']
    """
    if word.islower():
        return _CASE_ID["digits-mixed" if any(c.isdigit() for c in word) else "lower"]
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _CASE_ID["digits" if any(c.isdigit() for c in word) else "none"]
    if any(c.isdigit() for c in word):
        return _CASE_ID["digits-mixed"]
    if word.isupper():
        if len(letters) == 1:
            return _CASE_ID["one-capital"]
        return _CASE_ID["dotted" if "." in word else "upper"]
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return _CASE_ID["title"]
    return _CASE_ID["mixed" if letters[0].isupper() else "other"]


class Pieces:
    """Cuts words into word pieces, remembering each word it has seen."""

    def __init__(self, tokenizer_file: Path) -> None:
        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.cls, self.sep, self.unknown = (
            self._special(name) for name in ("[CLS]", "[SEP]", "[UNK]")
        )

    def _special(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"the word pieces have no {name}")
        return number

    def is_whole(self, word: str) -> bool:
        """Whether a lower-case word is one piece: a common word of the language."""
        return self._tokenizer.token_to_id(word) is not None

    def cut(self, words: Sequence[str]) -> list[tuple[tuple[int, ...], int]]:
        """Give for each word the ids of its pieces (at least one) and its case class."""
        known = self._known
        missing = [w for w in dict.fromkeys(words) if w not in known]
        if missing:
            if len(known) + len(missing) > _CACHE_WORDS:
                known.clear()
                missing = list(dict.fromkeys(words))
            encoded = self._tokenizer.encode_batch(missing, add_special_tokens=False)
            for word, encoding in zip(missing, encoded, strict=True):
                # A word of more than 12 pieces is a number or a link: its beginning tells that.
                known[word] = (tuple(encoding.ids[:12]) or (self.unknown,), case_id(word))
        return [known[w] for w in words]

"""Words and sentences of raw English text, in the conventions of Universal Dependencies.

Rules over characters; the words that they know are in ``knowledge/en/tokens.toml``. Nothing is
lost: each word is a span of the text, and between two words there is at most white space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dateline.data import Span
from dateline.knowledge import Knowledge

_BLANKS = " \t\r\f\v"
_PARAGRAPH = re.compile(rf"\n[{_BLANKS}]*")
_LETTERS = re.compile(r"[^\W_]+")
_TAIL = re.compile(r"[^\W\d_][^\W_]*")
_CHUNK = re.compile(r"\S+")
_WHOLE = re.compile(  # bounded: a file without white space is to take no more than its length
    r"(?:https?://|www\.)\S*[\w/]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}"
    r"|[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|org|net|gov|edu|info)\b(?:/\S*\w)?"
    r"|[a-z]{1,63}(?:\.[a-z][a-z-]{1,62}){2,9}(?![\w@])"  # a newsgroup or a module
)
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+|\d+(?:\.\d+)*|\d{1,3}(?:,\d{3})+")
_PIECE = re.compile(
    r"(?P<cut>\[(?:\.{3}|…)\])"
    r"|(?P<ellipsis>\.{2,}|…)"
    r"|(?P<smiley>[:;]-?[()DP](?![^\W_]))"
    r"|(?P<money>(?:US|A|C|NZ|HK|S)?[$€£¥])"
    r"|(?P<degree>Ph\.D\.?)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+\b)"
    r"|(?P<decade>(?:1[5-9]|20)?\d0['’]s\b)"
    r"|(?P<number>\d+(?:/\d+)+"
    r"|(?:(?<![^\s(\[])[-+])?(?>\d+(?:,\d{3}(?!\d))*(?:[.:]\d+)*)(?:(?:st|nd|rd|th|s)(?![^\W\d_]))?)"
    r"|(?P<clitic>['’`](?:s|S|m|re|ve|ll|d|M|RE|VE|LL|D)(?![^\W_]))"
    r"|(?P<word>[^\W_]+(?:['’&][^\W\d_]+)*(?:_[^\W_]+)*)"
    r"|(?P<tag>[#@][^\W\d_]\w*)"
    r"|(?P<dash>[-–—]{1,}|_+)"
    r"|(?P<quotes>``|''|’’|‘‘|‘’|[\"“”„«»‘’'])"
    r"|(?P<repeat>[!?]+|(?P<mark>[*=~#+<>])(?P=mark)*)"
    r"|(?P<other>.)"
)
_NEGATED = re.compile(r"(?i)(.*[^\W\d_])(n['’]t)$")
_POSSESSIVE = re.compile(r"(?i)^(.+)(['’](?:s|m|re|ve|ll|d))$")
_ENDERS = frozenset({".", "?", "!", "…"})
_CLOSERS = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "``", "«", "-", "–", "—", "*", "•"})
_TELEPHONE = re.compile(r"\+?\d+(?:-\d+){2,}|\d{3}-\d{4}(?!\d)")
_CUTS = frozenset({"[...]", "[…]"})
_DASHES = frozenset("-–—")
_TERMINAL = frozenset('.?!:”"’')
_CAPTION = 4  # least words of what runs into a sentence without a stop
LONGEST = 250
"""Words of a sentence. What has more is a table or a broken file (the longest in the 38,000 texts
of our corpora has 222): it is cut, as the time for a tree grows with the cube of its words."""
KNOWN_CHUNKS = 50_000  # stretches without white space whose words are remembered: about 10 MB
_WRAP_LINES, _WRAP_WIDTH = 4, 100  # so many lines, none longer: a program wrapped the text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of one paragraph, and where each of its sentences ends (word counts)."""

    words: tuple[Span, ...]
    ends: tuple[int, ...]


Tokenizer = Callable[[str], list[Paragraph]]


@dataclass(frozen=True, slots=True)
class _Apart:
    """What has a line of its own though it is in the same one: a date before or behind a headline,
    the name of a photographer, the text under "Figure 3"."""

    date_first: re.Pattern[str]
    date_last: re.Pattern[str]
    credit: re.Pattern[str]
    figure: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of ``tokens.toml``, which says what each is for."""

    titles: frozenset[str]
    abbreviations: frozenset[str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    units: frozenset[str]
    openers: frozenset[str]
    starters: frozenset[str]
    inside_titles: frozenset[str]
    items: frozenset[str]
    contractions: dict[str, int]
    apart: _Apart

    def is_joined(self, left: str, right: str) -> bool:
        """Whether a hyphen between two parts stays inside the word."""
        return left.lower() in self.prefixes or right.lower() in self.suffixes


def load(knowledge: Knowledge, language: str = "en") -> Tokenizer:
    """Build the tokenizer of a language from its knowledge file.

    >>> text = "Mr. Li didn't go."
    >>> [[text[s:e] for s, e in p.words] for p in load(Knowledge())(text)]
    [['Mr.', 'Li', 'did', "n't", 'go', '.']]
    """
    lists = _read_lists(knowledge, language)

    @lru_cache(maxsize=KNOWN_CHUNKS)
    def cut(chunk: str) -> tuple[Span, ...]:
        """The words of a stretch without white space, as spans of it."""
        if _PLAIN.fullmatch(chunk) and chunk.lower() not in lists.contractions:
            return ((0, len(chunk)),)
        return tuple(_split_chunk(chunk, lists))

    def words_of(text: str, start: int, end: int) -> list[Span]:
        words: list[Span] = []
        for chunk in _CHUNK.finditer(text, start, end):
            cuts = cut(chunk.group())
            if len(cuts) == 1:
                words.append(chunk.span())
            else:
                at = chunk.start()
                words.extend([(at + s, at + e) for s, e in cuts])
        return words

    def tokenize(text: str) -> list[Paragraph]:
        paragraphs = []
        for start, end in _paragraphs(text):
            words = words_of(text, start, end)
            if words:
                paragraphs.append(Paragraph(tuple(words), _sentence_ends(text, words, lists)))
        return paragraphs

    return tokenize


def _read_lists(knowledge: Knowledge, language: str) -> _Lists:
    data = knowledge.toml(f"{language}/tokens.toml")
    words = {
        name: frozenset(data[name].split())
        for name in (
            "titles", "prefixes", "suffixes", "units", "openers", "starters", "inside_titles",
            "items",
        )
    }  # fmt: skip
    abbreviations = words["titles"] | frozenset(data["abbreviations"].split())
    return _Lists(
        **words, abbreviations=abbreviations, contractions=data["contractions"], apart=_apart(data)
    )


def _apart(data: Mapping[str, str]) -> _Apart:
    """Patterns from the lists of ``tokens.toml``."""
    weekdays, credits, within, figures = (
        "|".join(map(re.escape, data[name].split()))
        for name in ("weekdays", "credits", "bracketed_credits", "figures")
    )
    date = rf"(?:{weekdays}), [A-Z][a-z]+ \d{{1,2}}, \d{{4}}"
    running = "".join(rf"(?<! {re.escape(word)})" for word in data["before_dates"].split())
    return _Apart(
        re.compile(rf"{date} (?=[A-Z])"),
        re.compile(rf"[\w\]’'\"”)?!]{running} ({date})$"),
        re.compile(
            r"(?<=[\w.)\]'\"’”] )"
            rf"\(?(?:(?:{credits})s?(?: credit)?|(?<=\()(?:{within})): (?=\w)"
        ),
        re.compile(rf"(?:{figures}) \d+(?:\.\d+)* (?=[A-Z])"),
    )


def _split_chunk(text: str, lists: _Lists) -> Iterator[Span]:
    """Split a stretch without white space into its words."""
    at, end = 0, len(text)
    while at < end:
        stop = _end_of_whole(text, at)
        if stop is not None:
            yield at, stop
            at = stop
            continue
        piece = _PIECE.match(text, at)
        assert piece is not None  # the last alternative takes any character
        stop = piece.end()
        kind = piece.lastgroup
        if kind == "word":
            stop = _join_hyphens(text, at, stop, lists.is_joined)
            if _takes_stop(text, at, stop, lists):
                stop += 1
                yield at, stop
            else:
                yield from _split_word(text, at, stop, lists.contractions)
        elif kind == "number" and (letters := _TAIL.match(text, stop)):
            # 56A, 4chan; but 5|km.
            if letters.group().lower() not in lists.units:
                stop = letters.end()
            yield at, stop
        elif kind == "initials" and text[stop : stop + 1] == ".":
            stop += 1
            yield at, stop
        else:
            yield at, stop
        at = stop


def _end_of_whole(text: str, at: int) -> int | None:
    """Where an address or a telephone number ends that begins here; ``None`` where none does."""
    whole = _WHOLE.match(text, at)
    if whole and whole.end() > at + 3:
        return whole.end()
    phone = _TELEPHONE.match(text, at)
    return phone.end() if phone else None


def _takes_stop(text: str, at: int, stop: int, lists: _Lists) -> bool:
    """Whether the full stop behind a word belongs to it: an abbreviation, a single letter."""
    if text[stop : stop + 1] != ".":
        return False
    word, rest = text[at:stop], text[stop + 1 :]
    # Inside a chunk ("Co.,") or before an opener the stop still belongs to it.
    return (
        word in lists.abbreviations
        or (word.isupper() and word.title() in lists.titles)
        or (len(word) == 1 and word.isalpha() and (not rest or rest[0] in ",)’'"))
    )


def _sentence_ends(text: str, words: list[Span], lists: _Lists) -> tuple[int, ...]:
    """Count the words at whose end a sentence ends; the last word always ends one."""
    apart = _lines_apart(text, words, lists.apart)
    spelled = [text[s:e] for s, e in words]
    ends: list[int] = []
    i, n, depth = 0, len(words), 0
    while i < n:
        if apart and i in apart and (not ends or ends[-1] < i):
            ends.append(i)
            depth = 0
        word = spelled[i]
        start = ends[-1] if ends else 0
        if word in lists.starters and i - start >= _CAPTION and (
            _runs_in(text, words, i, lists.inside_titles)
        ):  # fmt: skip
            ends.append(i)
            start, depth = i, 0
        if word in "([":
            depth += 1
        elif word in ")]":
            depth = max(0, depth - 1)
        if word[-1] in _ENDERS or word in _CUTS:
            stop, closed = _behind_closers(words, spelled, i + 1)
            depth = max(0, depth - closed)
            if stop >= n:
                break
            spaced = words[stop][0] > words[stop - 1][1]
            if spaced and depth == 0 and _opens_after(text, words, spelled, start, i, stop, lists):
                ends.append(stop)
                i = stop
                continue
        i += 1
    if not ends or ends[-1] != n:
        ends.append(n)
    return tuple(_with_cuts(ends))


def _with_cuts(ends: list[int]) -> Iterator[int]:
    """The ends of sentences, and between them those at which too long ones are cut."""
    for start, end in pairwise([0, *ends]):
        yield from range(start + LONGEST, end, LONGEST)
        yield end


def _behind_closers(words: list[Span], spelled: list[str], stop: int) -> tuple[int, int]:
    """The word behind the quotation marks and brackets that close at a word, and behind a footnote
    mark, which belongs to the sentence before it; and how many brackets closed."""
    n, closed = len(words), 0
    while stop < n and spelled[stop] in _CLOSERS and words[stop][0] == words[stop - 1][1]:
        closed += spelled[stop] in ")]"
        stop += 1
    while (
        stop + 2 < n
        and spelled[stop] == "["
        and spelled[stop + 1].isdigit()
        and spelled[stop + 2] == "]"
    ):
        stop += 3
    return stop, closed


def _opens_after(
    text: str,
    words: list[Span],
    spelled: list[str],
    start: int,
    i: int,
    stop: int,
    lists: _Lists,
) -> bool:
    """Whether a sentence opens at the word ``stop``, when the one that began at ``start`` may end
    with the word ``i``: a mark, or an abbreviation with its stop."""
    word, following = spelled[i], spelled[stop]
    inner = following
    if following in _OPENERS and stop + 1 < len(words):
        inner = spelled[stop + 1]
    if not (inner[0].isupper() or inner[0].isdigit() or _is_odd_opener(inner)):
        return False
    if len(word) > 1 and word[-1] == "." and word[0].isalnum():  # abbreviated
        bare = word[:-1]
        opens = inner in lists.openers or following in '"“'
        if stop != i + 1 or bare in lists.titles or not opens or len(bare) == 1:
            return False
    elif (word in ("...", "…", "..") or word in _CUTS) and not inner[0].isupper():
        return False
    return not (
        _is_number_of_item(text, words, start, i, lists.items)
        or (following in _DASHES and _is_signature(text, words[stop + 1 :]))
    )


def _lines_apart(text: str, words: list[Span], apart: _Apart) -> frozenset[int]:
    """Words at which something begins that has a line of its own, though it is in the same one:
    a date line under a headline, the name of a photographer, the text under "Figure 3".
    """
    start, end = words[0][0], words[-1][1]
    found: list[int] = []
    if text.find(": ", start, end) >= 0:
        found.extend(match.start() for match in apart.credit.finditer(text, start, end))
    if date := apart.date_first.match(text, start, end):
        found.append(date.end())
    elif (  # ", 2014"
        text[end - 1].isdigit()
        and "," in text[end - 6 : end]
        and (date := apart.date_last.search(text, max(start, end - 40), end))
    ):
        found.append(date.start(1))
    if figure := apart.figure.match(text, start, end):
        found.append(figure.end())
    if not found:
        return frozenset()
    at = {s: i for i, (s, _) in enumerate(words)}
    return frozenset(at[x] for x in found if at.get(x))


def _runs_in(text: str, words: list[Span], i: int, inside_titles: frozenset[str]) -> bool:
    """Whether a sentence opens at a word with no stop before it, as after a caption that ran into
    the text: "Ann Lee of the DAB In the west of the city, ..."; not in "a copy of The Times" or
    "Gone With the Wind"."""
    if i + 1 >= len(words) or words[i][0] == words[i - 1][1]:
        return False
    before, after = text[slice(*words[i - 1])], text[slice(*words[i + 1])]
    return after[0].islower() and before.isalpha() and before.lower() not in inside_titles


def _is_odd_opener(word: str) -> bool:
    """Whether a word that begins with a small letter can open a sentence: eBay, a link."""
    return word.startswith(("http:", "https:", "www.")) or (
        len(word) > 3 and word[0].islower() and any(map(str.isupper, word[1:3]))
    )


def _is_number_of_item(
    text: str, words: list[Span], start: int, stop: int, items: frozenset[str]
) -> bool:
    """Whether a sentence so far is only the number of what follows: "2." or "Figure 1."."""
    if stop - start > 2 or text[slice(*words[stop])] != ".":
        return False
    first = text[slice(*words[start])]
    return stop > start and text[slice(*words[stop - 1])].replace(".", "").isdigit() and (
        stop - start == 1 or first in items
    )  # fmt: skip


def _is_signature(text: str, words: list[Span]) -> bool:
    """Whether the rest of a paragraph, after a dash, is only the name of who said the rest."""
    return len(words) <= 4 and all(text[s].isupper() for s, _ in words)


def _join_hyphens(text: str, start: int, stop: int, is_joined: Callable[[str, str], bool]) -> int:
    """Extend a word over the hyphens that do not split it; give its end."""
    while stop + 1 < len(text) and text[stop] in "-‑":
        following = _LETTERS.match(text, stop + 1)
        if not following:
            break
        left = text[start:stop].rsplit("-", 1)[-1]
        if text[start - 1 : start] == "-" or not is_joined(left, following.group()):
            break
        stop = following.end()
    return stop


def _split_word(text: str, start: int, stop: int, contractions: dict[str, int]) -> Iterator[Span]:
    """Split contractions: did|n't, they|'re, can|not, Israel|'s."""
    word = text[start:stop]
    cut = contractions.get(word.lower())
    if cut is None:
        match = _NEGATED.match(word) or _POSSESSIVE.match(word)
        cut = match.end(1) if match else None
    if cut is None:
        yield start, stop
    else:
        yield start, start + cut
        yield start + cut, stop


def _paragraphs(text: str) -> Iterator[Span]:
    """Cut a text at its line breaks, except where a program wrapped a running sentence."""
    start = 0
    lines = [len(line) for line in text.split("\n") if line.strip()]
    longest = max(lines, default=0)
    wraps = len(lines) >= _WRAP_LINES and longest <= _WRAP_WIDTH
    previous = 0
    for cut in _PARAGRAPH.finditer(text):
        line = text[previous : cut.start()].rstrip(_BLANKS)
        following = text[cut.end() : cut.end() + 1]
        runs_on = following.islower() or (wraps and len(line) >= 0.6 * longest)
        previous = cut.end()
        if line and following != "\n" and runs_on and line[-1] not in _TERMINAL:
            continue
        if text[start : cut.start()].strip():
            yield start, cut.start()
        start = cut.end()
    if text[start:].strip():
        yield start, len(text)

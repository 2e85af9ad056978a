"""The numbers of a sentence and what they count: "at least 40 people", "14,4 million dollars"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.counting.words import Words
from dateline.data import Sentence, Span, Token
from dateline.syntax import HYPHENS, base
from dateline.wordlists import WordLists

_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")
_THOUSANDS = re.compile(r"\d{3}(?:,\d{3})*$")
_AMOUNT = re.compile(r"(\d[\d,.]*)(bn|m|k|mn|tn)$")
_SUFFIX = {"bn": 10**9, "m": 10**6, "mn": 10**6, "k": 10**3, "tn": 10**12}
_SIGNS = frozenset({"$", "us$"})  # they stand before their number
_DOLLARS = _SIGNS | {"usd", "dollar", "dollars"}
_OURS = frozenset({"us", "u.s.", "u.s", "american"})  # whose dollars are counted
_INNER = frozenset({"nummod", "compound", "flat", "det", "amod", "advmod", "goeswith"})
_Value = tuple[int, int]
_ENDLESS = 10.0**18
"""Nobody counts so far: "million million million ..." is no number."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``node`` is the token of what is counted (or the number itself)."""

    node: int
    low: int
    high: int
    span: Span
    money: bool = False


def _value(text: str, words: Words) -> tuple[int, int, str] | None:
    """Read one word as a number: lowest, highest value and kind; ``None`` where it is none."""
    low = text.lower()
    known = words.numbers.get(low)
    if known is not None:
        return known
    if _DIGITS.match(low):
        number = float(low.replace(",", ""))
        return (round(number), round(number), "number") if number.is_integer() else None
    if "-" in low:
        parts = [words.numbers.get(part) for part in low.split("-")]
        if len(parts) == 2 and all(p is not None and p[2] == "number" for p in parts):
            total = sum(p[0] for p in parts if p is not None)
            return total, total, "number"
    return None


def is_plural_noun(token: Token) -> bool:
    """Whether a word is a noun in the plural."""
    return token.upos in ("NOUN", "PROPN") and token.xpos.endswith("S")


def quantities(tokens: Sequence[Token], sent: Sentence, words: Words) -> Iterator[Quantity]:
    """Yield the numbers of a sentence with what they count, in text order."""
    i, end = sent.start_token, sent.end_token
    while i < end:
        if not words.opens_number(tokens[i].text.lower()) or _is_of_model(tokens, i):
            i += 1
            continue
        stop, value = _read_number(tokens, i, end, words)
        if value is None:
            i = stop
            continue
        quantity = _quantity(tokens, i, stop, value, words.lists)
        if quantity is not None:
            yield quantity
        i = stop


def _is_of_model(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number is the end of a name of letters: "125M" of "a C-125M"."""
    if i < 2 or tokens[i - 1].text not in HYPHENS or not tokens[i - 2].text.isupper():
        return False
    return tokens[i - 2].end == tokens[i - 1].start and tokens[i - 1].end == tokens[i].start


def _read_number(
    tokens: Sequence[Token], i: int, end: int, words: Words
) -> tuple[int, _Value | None]:
    """Read the number that begins at token ``i``; give the token behind it, and its value."""
    word = tokens[i].text.lower()
    read = (
        _part_of_scale(tokens, i, end, words)
        or _in_parts(tokens, i, end, words)
        or _abbreviated(word, i)
    )
    if read is not None:
        return read
    low: float
    high: float
    if re.fullmatch(r"\d+\.\d+", word):
        low, high, kind = float(word), float(word), "number"
    else:
        first = _value(word, words)
        if first is None or (first[2] == "scale" and not word.endswith("s") and len(word) < 3):
            return i + 1, None
        low, high, kind = first
    j, low, high = _scaled(tokens, i + 1, end, words, low, high, kind)
    if not float(low).is_integer() or not float(high).is_integer() or high >= _ENDLESS:
        return j, None
    between = i > 0 and tokens[i - 1].text.lower() == "between"
    if j + 1 < end and tokens[j].text.lower() in (_BETWEEN if between else _TO):
        upper = _value(tokens[j + 1].text, words)
        if upper is not None and upper[2] == "number":
            behind, top, _ = _scaled(tokens, j + 2, end, words, upper[0], upper[0], "number")
            scale = top / upper[0] if upper[0] else 1.0  # "between two and three million"
            least = low * scale if low < 1000 <= scale else low
            if least < top <= 10 * least and top < _ENDLESS:
                return behind, (int(least), int(top))
    return j, (int(low), int(high))


_TO, _BETWEEN = frozenset({"to", "or", "-", "–"}), frozenset({"and"})
"""What stands between the lowest and the highest number, and does so behind "between"."""
_OF_SCALE = frozenset({"a", "an", "of", "-"})
"""What stands between a part and the scale that it is a part of: "half-a-million"."""


def _part_of_scale(
    tokens: Sequence[Token], i: int, end: int, words: Words
) -> tuple[int, _Value | None] | None:
    """Read "half a million", "a quarter of a million"; ``None`` where it is no such number."""
    at = i + 1 if tokens[i].text.lower() == "a" and i + 1 < end else i
    part = words.numbers.get(tokens[at].text.lower())
    if part is None or part[2] != "part":
        return None
    behind = at + 1
    while behind < end and tokens[behind].text.lower() in _OF_SCALE:
        behind += 1
    scale = words.numbers.get(tokens[behind].text.lower()) if behind < end else None
    if scale is None or scale[2] != "scale":
        return behind, None
    whole = scale[0] // part[0]
    return behind + 1, (whole, whole)


def _in_parts(
    tokens: Sequence[Token], i: int, end: int, words: Words
) -> tuple[int, _Value | None] | None:
    """Read a number that is cut at its comma or point: "7, 000" for 7,000, as some agencies have
    it, "14,4 million"; ``None`` where it is none."""
    word = tokens[i].text
    if (
        i + 2 < end
        and tokens[i + 1].text == ","
        and word.isdigit()
        and len(word) <= 3
        and _THOUSANDS.match(tokens[i + 2].text)
        and tokens[i + 1].start == tokens[i].end
    ):
        whole = int(word + tokens[i + 2].text.replace(",", ""))
        return i + 3, (whole, whole)
    fraction = _parted(tokens, i, end)
    if fraction is None:
        return None
    scale = words.numbers.get(tokens[i + 3].text.lower()) if i + 3 < end else None
    if scale is not None and scale[2] == "scale":
        whole = round(fraction * scale[0])
        return i + 4, (whole, whole)
    # "14,4" of something is no number of people.
    return (i + 3, None) if tokens[i + 1].text == "," else None


def _abbreviated(word: str, i: int) -> tuple[int, _Value | None] | None:
    """Read "5bn" or "1.5m"; ``None`` where the word is none of these."""
    amount = _AMOUNT.match(word)
    if not amount:
        return None
    try:
        number = float(amount[1].replace(",", "").rstrip(".")) * _SUFFIX[amount[2]]
    except ValueError:
        return i + 1, None
    return i + 1, (round(number), round(number))


def _scaled(
    tokens: Sequence[Token],
    j: int,
    end: int,
    words: Words,
    low: float,
    high: float,
    kind: str,
) -> tuple[int, float, float]:
    """Multiply a number by the words behind it, from token ``j`` on: "two hundred thousand",
    "dozens of thousands", "two and a half million"; give the token behind them, and the lowest and
    highest value."""
    if j + 3 < end and tokens[j].text.lower() == "and" and tokens[j + 1].text.lower() == "a":
        part, more = (words.numbers.get(t.text.lower()) for t in tokens[j + 2 : j + 4])
        if part is not None and part[2] == "part" and more is not None and more[2] == "scale":
            low, high, j = low + 1 / part[0], high + 1 / part[0], j + 3
    while j < end and high < _ENDLESS:
        text = tokens[j].text.lower()
        if text == "of" and j + 1 < end and kind == "vague":
            scale = words.numbers.get(tokens[j + 1].text.lower())
            if scale is None or scale[2] != "vague":
                break
            unit = scale[0] // (2 if str(scale[0])[0] == "2" else 1)
            low, high, j = low * unit, (high + 1) * unit - 1, j + 2
            continue
        joined = text == "-" and j + 1 < end  # "10-billion-dollar"
        more = words.numbers.get(tokens[j + 1].text.lower() if joined else text)
        if more is None or more[2] != "scale":
            break
        if high == low:
            low, high = low * more[0], high * more[0]
        else:
            low, high = low * more[0], (high + 1) * more[0] - 1
        j += 1 + joined
    return j, low, high


def _parted(tokens: Sequence[Token], i: int, end: int) -> float | None:
    """A decimal fraction whose parts are tokens of their own: "14,4", as some agencies have it
    (three digits behind the comma are thousands), or "1. 38"."""
    if i + 2 >= end or not tokens[i].text.isdigit() or tokens[i].end != tokens[i + 1].start:
        return None
    mark, digits = tokens[i + 1], tokens[i + 2].text
    if not (mark.text == "." or (mark.text == "," and mark.end == tokens[i + 2].start)):
        return None
    return float(f"{tokens[i].text}.{digits}") if re.fullmatch(r"\d{1,2}", digits) else None


def _quantity(
    tokens: Sequence[Token], i: int, stop: int, value: _Value, lists: WordLists
) -> Quantity | None:
    """What a number counts: the noun it hangs on, or the number itself; ``None`` where it is an
    age, a mere article, a measure or a price."""
    word, before = tokens[i].text.lower(), tokens[i - 1].text.lower() if i else ""
    alone, one_word = _stands_alone(tokens, i, stop), stop == i + 1
    node = (_top if alone else _counted)(tokens, i, stop)
    noun, end = tokens[node], max(stop - 1, node)
    if noun.upos == "NUM" and base(noun.deprel) == "appos":  # "Ahmad Ali, 20, was killed"
        return None
    if one_word and not alone and _is_mere_article(tokens[i], noun, lists):
        return None
    if before in lists.money:
        return None
    # The article of "90 dollars a barrel" counts no money.
    money = not (one_word and word in _ARTICLES) and _is_money(tokens, i, stop, node)
    if _is_price(tokens, end, lists) if money else _is_measure(noun, lists):
        return None
    if word == "one" and before in ("no", "-"):  # "no one", "no-one"
        value = (0, 0)
    first = min(i, node) if node >= i - 1 else i
    return Quantity(node, *value, (tokens[first].start, tokens[end].end), money)


_ARTICLES = frozenset({"a", "an"})


def _stands_alone(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether "another" stands for somebody: "one was killed and another wounded"."""
    if tokens[i].text.lower() != "another" or stop >= len(tokens):
        return False
    return tokens[stop].deprel != "amod" and tokens[stop].xpos in ("VBD", "VBN")


def _counted(tokens: Sequence[Token], i: int, stop: int) -> int:
    """The word that a number hangs on, or itself."""
    node = _top(tokens, i, stop)
    while tokens[node].head != node and base(tokens[node].deprel) in _INNER:
        head = tokens[node].head
        if head < i and tokens[head].upos != "SYM":
            break  # a number stands before what it counts; "four people were killed and 50 hurt"
        if tokens[head].upos == "VERB" and tokens[head].xpos == "VBN":
            break  # "and more than 20 wounded"
        node = head
        if not i <= node < stop and tokens[node].upos not in ("NUM", "ADV", "DET"):
            break
    return node


def _top(tokens: Sequence[Token], i: int, stop: int) -> int:
    """The word of a number on which its last one hangs: "30 to 40 people" hang on one of them."""
    node = stop - 1
    while i <= tokens[node].head < stop and tokens[node].head != node:
        node = tokens[node].head
    return node


def _is_mere_article(number: Token, noun: Token, lists: WordLists) -> bool:
    """Whether "a", "another" or "no" counts nothing: it is no determiner of a noun, or, but for
    "no", that of several or of an amount: "a group of men"."""
    word = number.text.lower()
    if word not in ("another", "no", *_ARTICLES):
        return False
    if noun.upos != "NOUN" or base(number.deprel) != "det":
        return True
    return word != "no" and (is_plural_noun(noun) or noun.lemma.lower() in lists.amount)


def _is_measure(noun: Token, lists: WordLists) -> bool:
    """Whether a noun is a unit of measure, or an age: "20 km", "a 20-year-old"."""
    return noun.lemma.lower() in lists.unit or ("-" in noun.text and "old" in noun.text)


def _is_money(tokens: Sequence[Token], i: int, stop: int, node: int) -> bool:
    before = tokens[i - 1].text.lower() if i else ""
    if _is_foreign(tokens, stop):
        return False
    behind = [t.text.lower() for t in tokens[stop : stop + 4] if t.text != "-"]
    nearby = [before, tokens[node].text.lower()]
    if behind[:1] and behind[0] not in _SIGNS:
        nearby.append(behind[0])
    if behind[:1] in (["us"], ["u.s."]):
        nearby += behind[1:2]
    return any(word in _DOLLARS for word in nearby)


def _is_price(tokens: Sequence[Token], last: int, lists: WordLists) -> bool:
    """Whether a sum is what one of something costs: "100 dollars per 1,000 cubic metres"."""
    behind = tokens[last + 1 : last + 3]
    if len(behind) < 2 or behind[0].text.lower() not in ("per", "a", "an"):
        return False
    of = behind[1]
    return of.lemma.lower() in lists.priced or (
        behind[0].text.lower() == "per" and of.text[0].isdigit()
    )


def _is_foreign(tokens: Sequence[Token], i: int) -> bool:
    """Whether the words behind a number name dollars of another country: "Canadian dollars"."""
    first = i
    while i < len(tokens) and (tokens[i].text[:1].isupper() or tokens[i].text == "-"):
        i += 1
    names = {token.text.lower() for token in tokens[first:i]} - {"-"}
    dollars = i < len(tokens) and tokens[i].text.lower() in ("dollar", "dollars")
    return bool(names) and dollars and not names & _OURS

"""The knowledge base: names in many spellings, codes and sectors on a day."""

import datetime as dt
import re

import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge
from dateline.who import reading
from dateline.who.folding import pieces


def day(text):
    return dt.date.fromisoformat(text)


def found(known, text):
    return [
        (text[m.start : m.end], sorted({a.actor.id for a in m.aliases}))
        for m in known.find(pieces(text))
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Israel's army left", [("Israel's army", ["israel-defense-forces"])]),
        ("the U.S. and the US", [("U.S.", ["USA"]), ("US", ["USA"])]),
        ("he told us", []),
        ("in Guinea-Bissau", [("Guinea-Bissau", ["GNB"])]),
        ("in Papua New Guinea", [("Papua New Guinea", ["PNG"])]),
        ("Ahmad Al-Sharaa spoke", [("Ahmad Al-Sharaa", ["ahmed-al-sharaa"])]),
        ("Ahmed Sharaa spoke", [("Ahmed Sharaa", ["ahmed-al-sharaa"])]),
        ("al-Qa'ida fighters", [("al-Qa'ida", ["al-qaeda"])]),
        ("Recep Tayyip Erdoğan", [("Recep Tayyip Erdoğan", ["recep-tayyip-erdogan"])]),
        ("Israelis and Palestinians", [("Israelis", ["ISR"]), ("Palestinians", ["PSE"])]),
        ("turkey for dinner", []),
    ],
)
def test_find_takes_the_longest_name_with_its_capitals(known, text, names):
    assert found(known, text) == names


@pytest.mark.parametrize(
    ("words", "sectors"),
    [
        ("a think - tank", ("NGO",)),
        ("the women 's group", ("SOC",)),
        ("the non-government organizations", ("NGO",)),
        ("the prosecutor 's office", ("JUD",)),
        ("the anti-riot forces", ("COP",)),
        ("zimbabwe 's top union body", ("LAB",)),
        ("the media workers", ("JRN",)),
        ("the drug dealers", ("CRM",)),
    ],
)
def test_a_role_phrase_is_cut_as_the_words_of_a_report_are(known, words, sectors):
    lower = words.split()
    role, first = known.role(lower, len(lower) - 1)
    assert role.sectors == sectors
    assert first > 0


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("US Commerce Department", "US Department of Commerce"),
        ("Environmental Protection Agency", "Environmental Protection Agency"),
        ("Trump administration", "US administration"),
        ("State Bank of Pakistan", "State Bank of Pakistan"),
        ("Israeli Foreign Ministry", "Israeli Foreign Ministry"),
        ("Shin Bet", "Shin Bet"),
        ("Jamaica Labour Party", "Jamaica Labour Party"),
        ("Asharq al-Awsat", "Asharq al-Awsat"),
        ("Wazalendo fighters", "Wazalendo"),
        ("Democrats 66", "Democrats 66"),
    ],
)
def test_a_body_goes_by_its_own_name(known, name, canonical):
    (match,) = known.find(pieces(name))
    assert {a.actor.name for a in match.aliases} == {canonical}


@pytest.mark.parametrize(
    ("state", "date", "code"),
    [
        ("COD", "1997-05-10", "ZAR"),
        ("COD", "1997-05-20", "COD"),
        ("SRB", "1999-03-24", "YUG"),
        ("SRB", "2005-01-01", "SCG"),
        ("SRB", "2010-01-01", "SRB"),
        ("XKX", "2007-01-01", "SRB"),
        ("XKX", "2009-01-01", "XKX"),
        ("SSD", "2006-01-01", "SDN"),
        ("RUS", "1990-01-01", "SUN"),
        ("FRA", "1990-01-01", "FRA"),
    ],
)
def test_code_is_that_of_the_day(known, state, date, code):
    assert known.code(state, day(date)) == code


# Before, during and after an office: the same name, another role.
ROLES = [
    ("ahmed-al-sharaa", "2019-06-01", "REB"),
    ("ahmed-al-sharaa", "2025-06-01", "GOV"),
    ("bashar-al-assad", "2015-06-01", "GOV"),
    ("bashar-al-assad", "2025-06-01", "ELI"),
    ("laurent-kabila", "1997-04-01", "REB"),
    ("laurent-kabila", "1998-04-01", "GOV"),
    ("nelson-mandela", "1998-01-01", "GOV"),
    ("nelson-mandela", "2005-01-01", "ELI"),
    ("barack-obama", "2006-01-01", "LEG PTY"),
    ("barack-obama", "2012-01-01", "GOV"),
    ("barack-obama", "2018-01-01", "ELI"),
    ("donald-trump", "2016-07-01", "PTY OPP"),
    ("donald-trump", "2018-07-01", "GOV"),
    ("ban-ki-moon", "2005-01-01", "GOV"),
    ("ban-ki-moon", "2010-01-01", "IGO"),
    ("antonio-guterres", "2000-01-01", "GOV"),
    ("antonio-guterres", "2020-01-01", "IGO"),
    ("prachanda", "2004-01-01", "REB"),
    ("prachanda", "2009-01-01", "GOV"),
    ("aung-san-suu-kyi", "2005-01-01", "PTY OPP"),
    ("aung-san-suu-kyi", "2018-01-01", "GOV"),
    ("xanana-gusmao", "1995-01-01", "REB"),
    ("xanana-gusmao", "2003-01-01", "GOV"),
    ("charles-taylor", "1995-01-01", "REB"),
    ("charles-taylor", "2000-01-01", "GOV"),
    ("paul-wolfowitz", "2002-01-01", "GOV"),
    ("paul-wolfowitz", "2006-01-01", "IGO"),
    ("rex-tillerson", "2010-01-01", "MNC"),
    ("rex-tillerson", "2017-06-01", "GOV"),
    ("salva-kiir", "2000-01-01", "REB"),
    ("salva-kiir", "2012-01-01", "GOV"),
    ("imran-khan", "2010-01-01", "PTY OPP"),
    ("imran-khan", "2020-01-01", "GOV"),
    ("hamas", "2000-01-01", "PTY REB"),
    ("hamas", "2006-06-01", "GOV PTY"),
    ("taliban", "2000-01-01", "GOV"),
    ("taliban", "2010-01-01", "REB"),
    ("taliban", "2022-01-01", "GOV"),
    ("labour-party", "1996-01-01", "PTY OPP"),
    ("labour-party", "2000-01-01", "GOV PTY"),
    ("bharatiya-janata-party", "2006-01-01", "PTY OPP"),
    ("bharatiya-janata-party", "2016-01-01", "GOV PTY"),
    ("sudan-peoples-liberation-army", "1997-01-01", "REB"),
    ("sudan-peoples-liberation-army", "2010-01-01", "MIL"),
]


@pytest.mark.parametrize(("who", "date", "sectors"), ROLES)
def test_sectors_are_those_of_the_day(known, who, date, sectors):
    assert set(known.by_id[who].sectors_at(day(date))) == set(sectors.split())


@pytest.mark.parametrize(
    ("who", "date", "international"),
    [
        ("ban-ki-moon", "2005-01-01", False),
        ("ban-ki-moon", "2010-01-01", True),
        ("kofi-annan", "2000-01-01", True),
        ("european-union", "2000-01-01", True),
        ("vladimir-putin", "2005-01-01", False),
    ],
)
def test_international_at_tells_whom_an_official_serves(known, who, date, international):
    assert known.by_id[who].international_at(day(date)) is international


def test_every_state_of_iso_3166_is_there(known):
    states = [a for a in known.states.values() if a.type in ("state", "territory")]
    assert len(states) == 250
    assert all(re.fullmatch(r"[A-Z]{3}", a.id) and a.countries == (a.id,) for a in states)


def test_ids_are_unique():
    files = ("countries", "bodies", "groups", "people")
    ids = [row.need("id") for name in files for row in Knowledge().rows(f"en/{name}.tsv")]
    assert len(ids) == len(set(ids))


BAD = [
    ("people.tsv", "x\tX Y\t\tUSA\tking GOV 2000/\t", "is not TITLE"),
    ("people.tsv", "x\tX Y\t\tUSA\tking [GOVT] 2000/\t", "is not one of"),
    ("people.tsv", "x\tX Y\t\tUSA\tking [GOV] 2000-13/\t", "is no day"),
    ("groups.tsv", "x\tX\t\t\tparty\tUSA\tgov", "is not SECTORS"),
]


@pytest.mark.parametrize(("file", "row", "reason"), BAD)
def test_a_bad_row_stops_with_file_and_line(tmp_path, file, row, reason):
    header = next(
        line
        for line in (ROOT / "en" / file).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / file).write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"{file}:2: .*{reason}"):
        reading.read_actors(Knowledge((ROOT, tmp_path)))


def test_users_add_their_own_people(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "people.tsv").write_text(
        "id\tname\tnames\tcountry\toffices\twikidata\n"
        "jo-doe\tJo Doe\t\tFRA\tminister [GOV] 2020/\t\n",
        encoding="utf-8",
    )
    mine = reading.read_actors(Knowledge((ROOT, tmp_path)))
    assert found(mine, "Jo Doe and Emmanuel Macron") == [
        ("Jo Doe", ["jo-doe"]),
        ("Emmanuel Macron", ["emmanuel-macron"]),
    ]


def test_a_users_row_takes_the_place_of_ours(tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "groups.tsv").write_text(
        "id\tname\tnames\tcontext\tkind\tcountry\tterms\n"
        "lions-den\tLions of Jenin\t\t\tparty\tPSE\tPTY\n",
        encoding="utf-8",
    )
    mine = reading.read_actors(Knowledge((ROOT, tmp_path)))
    assert mine.by_id["lions-den"].sectors_at(day("2024-01-01")) == ("PTY",)
    assert found(mine, "Lions of Jenin, Lions Den") == [("Lions of Jenin", ["lions-den"])]

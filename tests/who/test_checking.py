"""The knowledge files are sound, and what is wrong in a user's file is found."""

import pytest

from dateline.knowledge import ROOT, Knowledge
from dateline.who import checking

PEOPLE = "id\tname\tnames\tcountry\toffices\twikidata\n"
GROUPS = "id\tname\tnames\tcontext\tkind\tcountry\tterms\n"
STATES = "id\tcode\tkind\tname\tnames\tadjectives\tpeople\tseats\tfirst\tlast\tearlier\n"
ROLES = "phrase\tclass\tsectors\n"
WORDS = "class\twords\tnote\n"


BASE = {
    "countries.tsv": STATES + "FRA\tFRA\tstate\tFrance\t\tFrench\t\tParis\t\t\t\n",
    "people.tsv": PEOPLE + "lea-roy\tLea Roy\t\tFRA\tpresident [GOV] 2010/\t\n",
    "groups.tsv": GROUPS + "hamas\tHamas\t\t\tarmed\tFRA\tREB\n",
    "words.tsv": WORDS + "sole_office\tpresident\t\n",
}


def write(folder, files):
    (folder / "en").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / "en" / name).write_text(text, encoding="utf-8")
    return folder


def findings(folder, file, text):
    """What is found in a file of one's own, beside a small base."""
    base, mine = write(folder / "base", BASE), write(folder / "mine", {file: text})
    found = checking.check(Knowledge((base, mine)))
    assert all(str(mine) in f.path for f in found)
    return [str(f) for f in found]


def test_our_files_have_nothing_wrong():
    found = [str(f) for f in checking.check(Knowledge()) if f.certain or "may be" in f.reason]
    assert found == []


@pytest.mark.parametrize(
    ("file", "text", "place", "reason"),
    [
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\tking [GOVT] 2000/\t\n", 2, "'GOVT' is not one"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRX\tking [GOV] 2000/\t\n", 2, "'FRX' is not in"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\tking [GOV] 2000/1999\t\n", 2, "before it beg"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\n", 2, "4 cells"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\tking [GOV] 2000/\tQX\n", 2, "no Wikidata id"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\tJ. Doe|J. Doe\tFRA\tking [GOV] 2000/\t\n", 2, "twice"),
        ("people.tsv",
         PEOPLE + "jo\tJo Doe\t\tFRA\tmayor [GOV] 2000/2004-05; mayor [GOV] 2003/\t\n", 2,
         "terms overlap: mayor GOV 2000-01-01/2004-05-31 and mayor GOV 2003-01-01/"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\tmayor [GOV] 2000/\t\n" * 2, 3, "stands in"),
        ("people.tsv", PEOPLE + "jo\tJo Doe\t\tFRA\tpresident [GOV] 2018/\t\n", 2,
         "doubt: jo: president of FRA at the time of lea-roy"),
        ("people.tsv", "id\tname\tcountry\noffices\tJo\tFRA\n", 2, "no column"),
        ("groups.tsv", GROUPS + "x\tX\t\t\tparty\tFRA\tPTY 2000/2010; OPP 2005/\n", 2, "overlap"),
        ("groups.tsv", GROUPS + "x\tX\t\t\tclub\tFRA\tPTY\n", 2, "kind 'club' is not one of"),
        ("groups.tsv", GROUPS + "x\tHamas\t\t\tparty\tFRA\tPTY\n", 2, "also a name of hamas"),
        ("groups.tsv",
         GROUPS + "ofr\tOFR\t\t\tngo\tFRA\tNGO\no\tOur Free Rome\t\t\tngo\tFRA\tNGO\n", 2,
         "doubt: ofr: may be groups.tsv:3"),
        ("roles.tsv", ROLES + "Envoy\toffice\tGOV\n", 2, "not in lower case"),
        ("roles.tsv", ROLES + "envoy\toffice\tGOV\nenvoy\toffice\tIGO\n", 3, "stands in line 2"),
        ("words.tsv", WORDS + "junction\tled\t\n", 2, "class 'junction' is not one of"),
        ("words.tsv", WORDS + "joined\tled\t\njoined\trun|led\t\n", 3, "'led' is joined in line 2"),
        ("words.tsv", WORDS + "joined\tled|run|led\t\n", 2, "'led' is joined in line 2"),
        ("peoples.tsv", PEOPLE, None, "not read; the files are"),
    ],
)  # fmt: skip
def test_check_names_file_line_and_reason(tmp_path, file, text, place, reason):
    found = findings(tmp_path, file, text)
    where = file if place is None else f"{file}:{place}"
    assert len(found) == 1
    assert f"{where}: " in found[0]
    assert reason in found[0]


@pytest.mark.parametrize(
    "offices",
    [
        "mayor [GOV] 2000/2004-05; mayor [GOV] 2004-05/",  # one follows the other in a month
        "mayor [GOV] 2000/2004; mayor [GOV] 2004/",  # or in a year
        "mayor [GOV] 2000/2004; senator [LEG] 2002/",  # two offices
    ],
)
def test_terms_that_follow_each_other_are_sound(tmp_path, offices):
    assert findings(tmp_path, "people.tsv", f"{PEOPLE}jo\tJo Doe\t\tFRA\t{offices}\t\n") == []


def test_a_users_row_may_correct_ours(tmp_path):
    row = "hamas\tHamas\t\t\tarmed\tFRA\tREB\n"
    assert findings(tmp_path, "groups.tsv", GROUPS + row) == []


def test_count_says_how_many(tmp_path):
    row = "jo\tJo Doe\tJ. Doe\tFRA\tmayor [GOV] 2000/2004\tQ1\n"
    mine = write(tmp_path, {"people.tsv": PEOPLE + row})
    ours, all_of_it = (checking.count(Knowledge(r)) for r in ((ROOT,), (ROOT, mine)))
    more = {name: all_of_it[name] - ours[name] for name in ours if all_of_it[name] != ours[name]}
    assert more == {"people: all": 1, "people: offices": 1, "people: with Wikidata id": 1,
                    "names: all": 2}  # fmt: skip

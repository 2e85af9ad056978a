import pytest

from dateline.errors import KnowledgeError
from dateline.knowledge import ROOT, Knowledge


@pytest.fixture
def both(tmp_path):
    """Our knowledge with a user's file of one name, which the test writes."""

    def make(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return Knowledge((ROOT, tmp_path))

    return make


def test_toml_of_a_user_adds_to_ours(both):
    ours, theirs = Knowledge(), both("en/masthead.toml", b"agencies = 'QQNA'\nstamps = ['Filed']\n")
    name = "en/masthead.toml"
    agencies = theirs.toml(name)["agencies"].split()
    assert agencies == [*ours.toml(name)["agencies"].split(), "QQNA"]
    assert theirs.toml(name)["stamps"] == [*ours.toml(name)["stamps"], "Filed"]
    assert theirs.toml(name)["bylines"] == ours.toml(name)["bylines"]


def test_toml_tables_of_a_user_add_entries(both):
    ours = Knowledge().toml("en/tokens.toml")["contractions"]
    theirs = both("en/tokens.toml", b'[contractions]\n"y\'all" = ["y\'", "all"]\n')
    assert theirs.toml("en/tokens.toml")["contractions"] == {**ours, "y'all": ["y'", "all"]}


def test_toml_of_a_user_may_name_a_region_of_its_own(both):
    assert both("world.toml", b"Baltic = 'EST LVA LTU'\n").toml("world.toml")["Baltic"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_rows_pass_over_a_byte_order_mark_and_line_ends(both, mark):
    columns = list(next(Knowledge().rows("en/numbers.tsv")).cells)
    known = both("en/numbers.tsv", mark + "\t".join(columns).encode() + b"\r\n")
    assert len(list(known.rows("en/numbers.tsv"))) == len(list(Knowledge().rows("en/numbers.tsv")))


def test_rows_refuse_a_user_file_without_a_header(both):
    with pytest.raises(KnowledgeError, match="'dozen' is no column; a header row is expected"):
        list(both("en/numbers.tsv", b"dozen\t12\n").rows("en/numbers.tsv"))

"""Places: recognition and resolution over documents built by hand."""

import dataclasses
import datetime as dt

import pytest

from dateline.annotators import places
from dateline.data import Document, NameMention, Report, Sentence, Token
from dateline.knowledge import Knowledge
from dateline.where.gazetteer import Gazetteer

ANNOTATE = places.load(Knowledge())


def document(text: str, *names: str, published: str = "2025-07-12", tags=None) -> Document:
    """A document of one sentence; the names given are marked as places, capitals are NNP."""
    tokens, at = [], 0
    for word in text.replace(",", " ,").replace(".", " .").split():
        at = text.index(word, at)
        tag = (tags or {}).get(word, "NNP" if word[0].isupper() and at else "NN")
        upos = {"NNP": "PROPN", "JJ": "ADJ"}.get(tag, "NOUN")
        tokens.append(Token(at, at + len(word), word, word.lower(), upos, tag, len(tokens), "root"))
        at += len(word)
    mentions, start = [], 0
    for name in names:
        start = text.index(name, start)
        mentions.append(NameMention(start, start + len(name), name, "LOC"))
        start += len(name)
    return Document(
        Report("r", text, dt.date.fromisoformat(published)),
        tuple(tokens),
        (Sentence(0, len(text), 0, len(tokens)),),
        tuple(mentions),
    )


def found(doc: Document):
    """The places that the document names."""
    return [(m.text, m.country, m.precision) for m in ANNOTATE(doc) if m.use == "name"]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("they met in Paris", ["Paris"], [("Paris", "FRA", "city")]),
        (
            "they met in Paris, Texas, again",
            ["Paris", "Texas"],
            [("Paris", "USA", "city"), ("Texas", "USA", "region")],
        ),
        (  # towns of other states share the name; none in Japan has it in the index
            "guests from the Kansai region of Japan left, and Kansai was quiet",
            ["Kansai", "Japan", "Kansai"],
            [("Kansai", "JPN", None), ("Japan", "JPN", "country"), ("Kansai", "JPN", None)],
        ),
        ("the Georgia talks", ["Georgia"], [("Georgia", "GEO", "country")]),
        (
            "from Alabama to Georgia in the United States",
            ["Alabama", "Georgia", "United States"],
            [
                ("Alabama", "USA", "region"),
                ("Georgia", "USA", "region"),
                ("United States", "USA", "country"),
            ],
        ),
        (
            "between China, Japan and Korea",
            ["China", "Japan", "Korea"],
            [
                ("China", "CHN", "country"),
                ("Japan", "JPN", "country"),
                ("Korea", "KOR", "country"),
            ],
        ),
        ("clashes in Helmand province", ["Helmand province"], [("Helmand", "AFG", "region")]),
        ("he left for Guantanamo Bay", ["Guantanamo Bay"], [("Guantanamo Bay", "CUB", "site")]),
        ("a farm near Qxzwv was hit", ["Qxzwv"], [("Qxzwv", None, None)]),
        (
            "the mayor of Lebanon, Pa., spoke",
            ["Lebanon", "Pa."],
            [("Lebanon", "USA", "city"), ("Pa.", "USA", "region")],
        ),
        ("the premier of Ontario spoke", ["Ontario"], [("Ontario", "CAN", "region")]),
        (
            "Toronto is in Ontario near London in the south",
            ["Toronto", "Ontario", "London"],
            [
                ("Toronto", "CAN", "city"),
                ("Ontario", "CAN", "region"),
                ("London", "CAN", "city"),
            ],
        ),
        (
            "he was born in St. Petersburg, Russia",
            ["St. Petersburg", "Russia"],
            [("St. Petersburg", "RUS", "city"), ("Russia", "RUS", "country")],
        ),
        (
            "the Republic of Armenia voted",
            ["Republic of Armenia"],
            [("Republic of Armenia", "ARM", "country")],
        ),
        ("ships in the Red Sea", ["Red Sea"], [("Red Sea", None, "region")]),
        (  # a list of states is no town after town ("Oklahoma, Pennsylvania")
            "sold in Ohio, Oklahoma, Pennsylvania and Wyoming",
            ["Ohio", "Oklahoma", "Pennsylvania", "Wyoming"],
            [
                ("Ohio", "USA", "region"),
                ("Oklahoma", "USA", "region"),
                ("Pennsylvania", "USA", "region"),
                ("Wyoming", "USA", "region"),
            ],
        ),
        (  # of two places of a name the region, where its town or other regions stand beside it
            "fires in Tacoma, Washington",
            ["Tacoma", "Washington"],
            [("Tacoma", "USA", "city"), ("Washington", "USA", "region")],
        ),
        (
            "cases in Virginia, Washington, West Virginia and Wyoming",
            ["Virginia", "Washington", "West Virginia", "Wyoming"],
            [
                ("Virginia", "USA", "region"),
                ("Washington", "USA", "region"),
                ("West Virginia", "USA", "region"),
                ("Wyoming", "USA", "region"),
            ],
        ),
        (
            "talks in London, Washington and Paris",
            ["London", "Washington", "Paris"],
            [
                ("London", "GBR", "city"),
                ("Washington", "USA", "city"),
                ("Paris", "FRA", "city"),
            ],
        ),
        (
            "from Paris, Texas and Dallas, Texas",
            ["Paris", "Texas", "Dallas", "Texas"],
            [
                ("Paris", "USA", "city"),
                ("Texas", "USA", "region"),
                ("Dallas", "USA", "city"),
                ("Texas", "USA", "region"),
            ],
        ),
        (  # a state named with its capital stays the state
            "from Mexico City to all of Mexico",
            ["Mexico City", "Mexico"],
            [("Mexico City", "MEX", "city"), ("Mexico", "MEX", "country")],
        ),
        (  # a part of a place stands where the place does
            "clashes in North Damascus",
            ["North Damascus"],
            [("North Damascus", "SYR", "city")],
        ),
        (  # our own region, which has no code, inside what the text says
            "fires in Yorkshire in England",
            ["Yorkshire", "England"],
            [("Yorkshire", "GBR", "region"), ("England", "GBR", "region")],
        ),
    ],
)
def test_names_are_resolved(text, names, expected):
    assert found(document(text, *names)) == expected


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "OLYMPIA, Wash. - crews in Washington flew to Washington, D.C. today",
            ["OLYMPIA", "Wash.", "Washington", "Washington", "D.C."],
            ["city", "region", "region", "city", "city"],
        ),
        (
            "DENVER, Colo. - crews in Washington flew to Washington, D.C. today",
            ["DENVER", "Colo.", "Washington", "Washington", "D.C."],
            ["city", "region", "city", "city", "city"],
        ),
        (
            "NEW YORK, N.Y. - crews in New York left",
            ["NEW YORK", "N.Y.", "New York"],
            ["city", "region", "city"],
        ),
        ("CAMP KESTREL, Ohio - the crews left", ["CAMP KESTREL", "Ohio"], ["region", "region"]),
    ],
)
def test_a_place_line_says_in_which_region_a_name_lies(text, names, expected):
    doc = document(text, *names)
    assert [place.precision for place in ANNOTATE(doc)] == expected


def test_a_street_with_a_point_of_the_compass_is_in_no_region_of_that_name():
    places_found = ANNOTATE(document("fire on North State Street", "North State Street"))
    assert [(place.text, place.lat) for place in places_found] == [("North State Street", None)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (  # a state that acts in a report is no hint that its small towns are meant
            "China and the United States met in Geneva",
            ["China", "United States", "Geneva"],
            ("Geneva", "CHE", "city"),
        ),
        (
            "the United States and Iran met in Vienna",
            ["United States", "Iran", "Vienna"],
            ("Vienna", "AUT", "city"),
        ),
        (
            "a town near Geneva, Illinois, in the United States",
            ["Geneva", "Illinois", "United States"],
            ("Geneva", "USA", "city"),
        ),
        (  # a capital elsewhere yields to a great town of a state in the report
            "Iran, Israel, Syria, France and Lebanon spoke of Tripoli",
            ["Iran", "Israel", "Syria", "France", "Lebanon", "Tripoli"],
            ("Tripoli", "LBN", "city"),
        ),
        (  # a part of the world is no quarter of a town
            "the United States and New York fear for the Middle East",
            ["United States", "New York", "Middle East"],
            ("Middle East", None, "region"),
        ),
        (  # two wordings of one name do not speak for each other
            "ships in the Gulf of Iran and tests in the Gulf region",
            ["Gulf", "Iran", "Gulf"],
            ("Gulf", None, "region"),
        ),
        ("fires near Mecca", ["Mecca"], ("Mecca", "SAU", "city")),
        ("a court in Cologne", ["Cologne"], ("Cologne", "DEU", "city")),
        ("clashes in Kobani", ["Kobani"], ("Kobani", "SYR", "city")),
        ("pilgrims in Bethlehem", ["Bethlehem"], ("Bethlehem", "PSE", "city")),
        ("a fair in Bethlehem, Pa.", ["Bethlehem", "Pa."], ("Bethlehem", "USA", "city")),
        ("a fair in Belém", ["Belém"], ("Belém", "BRA", "city")),
    ],
)
def test_name_known_everywhere_needs_no_hint(text, names, expected):
    doc = document(text, *names)
    assert [one for one in found(doc) if one[0] == expected[0]] in ([expected], [expected] * 2)


def test_former_state_is_no_region_of_another():
    doc = document("he went to Goma in eastern Zaire", "Goma", "Zaire", published="1997-04-24")
    assert found(doc)[0] == ("Goma", "ZAR", "city")


@pytest.mark.parametrize(
    ("publisher", "country"),
    [("Tyler Morning Telegraph", "USA"), (None, "GRC"), ("Daily Globe", "GRC")],
)
def test_home_of_the_outlet_speaks_for_its_state(publisher, country):
    doc = document("a fire broke out in Athens", "Athens")
    doc = dataclasses.replace(doc, report=dataclasses.replace(doc.report, publisher=publisher))
    assert [m.country for m in ANNOTATE(doc)] == [country]


def test_capitalised_word_after_a_preposition_is_found_without_a_mark():
    assert found(document("they met in Baku again")) == [("Baku", "AZE", "city")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a Syrian official", ("Syrian", "SYR", "adjective")),
        ("the South African envoy", ("South African", "ZAF", "adjective")),
        ("a European summit", ("European", None, "adjective")),
        ("the Bank of England said", ("England", "GBR", "part")),
    ],
)
def test_words_that_only_point_to_a_place_say_so(text, expected):
    doc = document(text, tags={word: "JJ" for word in text.split() if word != "England"})
    names = (NameMention(4, 19, text[4:19], "ORG"),) if "Bank" in text else ()
    doc = dataclasses.replace(doc, names=names)
    assert [(m.text, m.country, m.use) for m in ANNOTATE(doc)] == [expected]
    assert doc.named_places == ()


@pytest.mark.parametrize(
    ("text", "names", "near"),
    [
        # a building that bears the name of a town of the report
        ("a fire in Homs reached Homs Hospital", ["Homs", "Homs Hospital"], "Homs"),
        # one that the text puts into a town
        ("a fire in the Qxzwv Theatre in Homs", ["Qxzwv Theatre", "Homs"], "Homs"),
        ("a fire at Qxzwv Hospital, as people of Homs say", ["Qxzwv Hospital", "Homs"], "Homs"),
        # a street, after its town; an unknown name that is none stays unknown
        ("they met in Homs on Qxzwv Street", ["Homs", "Qxzwv Street"], "Homs"),
        ("they met in Homs before Qxzwv", ["Homs", "Qxzwv"], None),
        ("from Qxzwv, Homs and Aleppo", ["Qxzwv", "Homs", "Aleppo"], None),
    ],
)
def test_unknown_site_stands_in_its_town(text, names, near):
    unknown = next(m for m in ANNOTATE(document(text, *names)) if m.text not in ("Homs", "Aleppo"))
    assert (unknown.name if near else unknown.lat) == near
    assert unknown.precision == ("city" if near else None)


def test_towns_around_decide_between_towns_of_one_state():
    text = "from Walker to Huntsville and Conroe and on to Paris and Lufkin"
    names = ["Huntsville", "Conroe", "Lufkin"]
    regions = [round(m.lon) for m in ANNOTATE(document(text, *names)) if m.text in names]
    assert regions == [-96, -95, -95]  # Texas, not the larger Huntsville of Alabama


def test_state_before_a_noun_is_a_name_where_the_parser_says_so():
    assert found(document("a meeting in Nepal today", "Nepal")) == [("Nepal", "NPL", "country")]


def test_people_marked_as_a_place_point_to_it():
    doc = document("the South Ossetians left", "South Ossetians")
    assert [(m.country, m.use) for m in ANNOTATE(doc)] == [("GEO", "adjective")]


def test_unknown_town_takes_the_state_that_the_text_gives():
    doc = document("in the Syrian town of Qxzwv today", "Qxzwv", tags={"Syrian": "JJ"})
    assert [(m.country, m.lat) for m in ANNOTATE(doc)][1:] == [("SYR", None)]


@pytest.mark.parametrize(("published", "country"), [("1997-04-30", "ZAR"), ("2006-11-01", "COD")])
def test_country_is_that_of_the_time(published, country):
    doc = document("they met in Kinshasa", "Kinshasa", published=published)
    assert [m.country for m in ANNOTATE(doc)] == [country]


def test_every_coordinate_comes_from_the_gazetteer():
    gazetteer = Gazetteer.open(Knowledge())
    doc = document(
        "from Springfield in Ohio to Homs, Syria, Qxzwv and the Black Sea near Odessa",
        "Springfield", "Ohio", "Homs", "Syria", "Qxzwv", "Black Sea", "Odessa",
    )  # fmt: skip
    for mention in ANNOTATE(doc):
        known = {(p.lat, p.lon) for p in gazetteer.find(mention.text)}
        assert (mention.lat, mention.lon) in known | {(None, None)}


def test_offsets_give_back_the_text():
    text = "the Gaza Strip and the West Bank"
    for mention in ANNOTATE(document(text, "the Gaza Strip", "West Bank")):
        assert text[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("name", "country"),
    [
        # another spelling than the index's, a name of our own table, a region of few known towns
        ("Galkayo", "SOM"),
        ("Severodonetsk", "UKR"),
        ("Hodeidah", "YEM"),
        ("Dnepropetrovsk", "UKR"),
        ("Laghman", "AFG"),
        ("Tal Afar", "IRQ"),
    ],
)
def test_town_in_the_news_is_known_by_its_bare_name(name, country):
    assert [c for _, c, _ in found(document(f"clashes in {name} today", name))] == [country]


@pytest.mark.parametrize(
    ("text", "people", "towns"),
    [
        ("guests of Lima left, and in Lima and Lima shops closed", ["Lima"], ["Lima", "Lima"]),
        ("guests of Lima left, in central Lima and of Lima", ["Lima"], ["Lima", "Lima"]),
        ("guests of Lima left, and of Lima and Lima we know little", ["Lima"], []),
        ("guests of Ana Lima left, and in Lima and Lima shops closed", ["Ana Lima"], []),
    ],
)
def test_a_town_taken_for_a_person_once_is_a_town_elsewhere(text, people, towns):
    doc = document(text, "Lima", "Lima", "Lima")
    first = text.index(people[0])
    person = NameMention(first, first + len(people[0]), people[0], "PER")
    doc = dataclasses.replace(doc, names=(person, *doc.names[1:]))
    assert [name for name, *_ in found(doc)] == towns


def test_a_capital_that_acts_lends_no_building_its_place():
    doc = document("on Monday Ankara has said so at Xylo Hospital", "Ankara", "Xylo Hospital")
    acting = tuple(
        dataclasses.replace(t, deprel="nsubj" if t.text == "Ankara" else t.deprel)
        for t in doc.tokens
    )
    assert found(doc)[1][1] == "TUR"
    assert found(dataclasses.replace(doc, tokens=acting))[1][1] != "TUR"


@pytest.mark.parametrize(("line", "country"), [("HOMS, July 12 (AP) -", "SYR"), (None, None)])
def test_an_unknown_site_lies_where_the_report_is_from(line, country):
    doc = document("there was a fire at Qxzwv Hospital", "Qxzwv Hospital")
    doc = dataclasses.replace(doc, report=dataclasses.replace(doc.report, dateline=line))
    assert found(doc)[0][1] == country

"""Names under other spellings, and others that are much like them."""

import pytest
from marked import resolver, table

from dateline.knowledge import Knowledge
from dateline.who.folding import pieces
from dateline.who.reading import read_actors
from dateline.who.spellings import (
    ENGLISH,
    FRENCH,
    GERMAN,
    LATIN,
    READINGS,
    are_alike,
    skeleton,
    sounds,
)


def words(name):
    return [piece.text for piece in pieces(name)]


@pytest.mark.parametrize(
    ("one", "other", "reading", "same"),
    [
        ("Ahmed al-Sharaa", "Ahmad el-Chareh", ENGLISH, True),
        ("Muammar Gaddafi", "Moammar Ghadafi", ENGLISH, True),
        ("Hosni Mubarak", "Husni Mubaraq", ENGLISH, True),
        ("Abdul Aziz Bouteflika", "Abdelaziz Buteflika", ENGLISH, True),
        ("Abdurrahman Wahid", "Abdul Rahman Wahied", ENGLISH, True),
        ("Fayez as-Sarraj", "Fayez Sarraj", ENGLISH, True),
        ("Abdelilah Benkirane", "Abdelilah Ben Kirane", ENGLISH, True),
        ("Walid Jumblatt", "Oualid Joumblatt", ENGLISH, True),
        ("Leonid Kuchma", "Leonid Koutchma", ENGLISH, True),
        ("Vladimir Zhirinovsky", "Vladimir Jirinovski", FRENCH, True),
        ("Sergei Lavrov", "Sergueï Lavrof", FRENCH, True),
        ("Mikhail Khodorkovsky", "Michail Chodorkowski", GERMAN, True),
        ("Boris Yeltsin", "Boris Jelzin", GERMAN, True),
        ("Fidel Castro", "Raul Castro", ENGLISH, False),
        ("Mahmoud Abbas", "Mohammed Abbas", ENGLISH, False),
        ("Hassan Nasrallah", "Hussein Nasrallah", ENGLISH, False),
        ("Bashar al-Assad", "Bashir al-Assad", ENGLISH, False),
        ("Hamid Karzai", "Hamida Karzai", ENGLISH, False),
        ("Rumen Radev", "Rumena Radeva", ENGLISH, False),
        ("Yukio Hatoyama", "Yukiko Hatoyama", ENGLISH, False),
        ("Omar al-Bashir", "Amir al-Bashir", ENGLISH, False),
    ],
)
def test_two_spellings_are_one_name(one, other, reading, same):
    known, written = words(one), words(other)
    alike = skeleton(known) == skeleton(written, reading) and are_alike(
        sounds(known), sounds(written, reading)
    )
    assert alike is same


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(
    "name",
    ["Ahmed al-Sharaa", "Abdullah Zhao", "Oualid Joumblatt", "Leonid Koutchma", "Boris Jelzin",
     "Ousmane Ouattara", "Petschenko", "Buckhead Dhaliwal", "Ewa Yi", "Ó"],
)  # fmt: skip
def test_a_skeleton_is_the_consonants_of_the_sounds(name, reading):
    heard = "".join(sound.consonant for sound in sounds(words(name), reading))
    assert skeleton(words(name), reading) == heard


def test_accents_lost_are_read_by_latin():
    assert skeleton(words("Ratko Mladić"), LATIN) == skeleton(words("Ratko Mladitch"))


@pytest.mark.model
def test_names_are_known_under_other_spellings_and_others_left_alone():
    resolve, people = resolver(), read_actors(Knowledge()).by_id
    taken = right = meant = 0
    for row in table("spellings.tsv"):
        found = resolve(row.need("day"), row.need("sentence"))[0]
        is_person = found in people and people[found].kind == "person"
        taken += is_person
        meant += row.need("who") != "-"
        right += is_person and found == row.need("who")
    assert right / taken > 0.91
    assert right / meant > 0.84

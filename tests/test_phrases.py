from dateline.phrases import Phrases


def test_find_gives_every_phrase_that_stands_in_the_words():
    phrases = Phrases()
    phrases.add(["peace"], 1)
    phrases.add(["peace", "talk"], 2)
    phrases.add(["talk", "show"], 3)
    assert list(phrases.find(["new", "peace", "talk"])) == [(1, 2, 1), (1, 3, 2)]


def test_find_gives_all_values_of_a_phrase():
    phrases = Phrases()
    phrases.add(["coup"], "a")
    phrases.add(["coup"], "b")
    assert [value for _, _, value in phrases.find(["coup"])] == ["a", "b"]

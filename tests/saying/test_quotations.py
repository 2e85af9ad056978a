import pytest

from dateline.saying.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He “left”.", ["“left”"]),
        ('"We left," he said. "For good."', ['"We left,"', '"For good."']),
        ("''We left,'' he said.", ["''We left,''"]),
        ("``We left,'' he said.", ["``We left,''"]),
        ("‘We left,’ he said.", ["‘We left,’"]),
        ("Israel’s army and the rebels’ camp", []),
        ("“He said ‘no’ and left”", ["“He said ‘no’ and left”"]),
        ("a 5\" gun and a 6\" gun", []),
        ("“left open", ["“left open"]),
    ],
)  # fmt: skip
def test_find_quotations(text, found):
    assert [text[q.start : q.end] for q in find_quotations(text)] == found


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = "“We left.\n“We will be back,” he said. “Soon.”"
    assert [(text[q.start : q.end], q.continued) for q in find_quotations(text)] == [
        ("“We left.", False),
        ("“We will be back,”", True),
        ("“Soon.”", False),
    ]


def test_a_quotation_that_ends_leaves_nothing_open():
    text = "“We left,” he said.\n“Soon,” she said."
    assert [q.continued for q in find_quotations(text)] == [False, False]

import pytest

from hireguide.rulebooks.forms.fields import Choice, Line, Lines, Text, Ticked, Whole, typed_number


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3", 3),
        (" -3 ", -3),
        ("−3", -3),
        ("+3", 3),
        ("200,000", 200_000),
        ("", None),
        (" ", None),
        ("2.5", "2.5"),
        ("20,00", "20,00"),
        ("٣", "٣"),
        ("9" * 30, "9" * 30),
    ],
)
def test_a_number_is_read_as_typed_and_other_text_is_left_to_the_parser(typed, read):
    assert typed_number(typed) == read


def test_blanks_become_what_the_rulebook_has_for_nothing():
    assert Line(label="Note").clean(" ") == ""
    assert Line(label="Address", blank=None).clean("") is None
    assert Text(label="When", blank=None).clean(None) is None
    assert Choice({"house": "House"}, label="Grade").clean("") is None
    assert Whole(label="Year").clean(None) is None
    assert Lines(label="By day 30").clean("") == []


def test_lines_of_a_page_end_as_a_rulebook_has_them():
    assert Text(label="Because").clean(" One.\r\nTwo.\r ") == "One.\nTwo."
    assert Lines(label="By day 30").clean("Listen.\r\n\r\n Plan. ") == ["Listen.", "Plan."]


def test_lists_are_shown_a_line_each():
    assert Lines(label="By day 30").prepare_value(["Listen.", "Plan."]) == "Listen.\nPlan."


def test_what_stays_ticked_keeps_its_order_and_the_rest_follows():
    sources = Ticked(label="Sources")
    sources.offer([("a", "A"), ("b", "B"), ("c", "C")], ["c", "a"])
    assert sources.clean(["a", "b", "c", "b"]) == ["c", "a", "b"]
    assert [value for value, _ in sources.widget.choices] == ["a", "c", "b"]


def test_a_code_that_is_not_on_the_list_is_left_to_the_parser():
    assert Choice({"house": "House"}, label="Grade").clean("gossip") == "gossip"

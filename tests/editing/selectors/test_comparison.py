import pytest

from hireguide.editing.selectors import comparison
from hireguide.rules import parse_rulebook
from tests.factories import make_edition, rulebook_text


def test_the_same_two_contents_are_compared_once_a_process(monkeypatch):
    one, other = (
        parse_rulebook(rulebook_text(name="Once")),
        parse_rulebook(rulebook_text(bands={"execution": [6, 8], "strategy": [4, 8]})),
    )
    first = comparison.compared(one, other)
    assert first.moves
    monkeypatch.setattr(comparison, "compare", None)
    assert comparison.compared(parse_rulebook(rulebook_text(name="Once")), other) is first


@pytest.mark.django_db
def test_editions_are_listed_current_first_without_reading_their_bodies():
    make_edition()
    make_edition(name="The second")
    listed = list(comparison.editions())
    assert [edition.number for edition in listed] == [2, 1]
    assert all("body" in edition.get_deferred_fields() for edition in listed)

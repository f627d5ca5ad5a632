import pytest

from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, get_edition, rulebook_of
from hireguide.rulebooks.selectors.editions import _rulebook
from tests.factories import make_edition

pytestmark = pytest.mark.django_db


def test_before_the_first_publishing_there_is_no_current_edition():
    assert current_edition() is None


def test_the_current_edition_is_the_last_published():
    make_edition()
    second = make_edition(name="The second")
    assert current_edition() == second


def test_an_edition_is_found_by_its_number_and_a_missing_one_is_said_to_be_missing():
    first = make_edition()
    assert get_edition(1) == first
    with pytest.raises(Edition.DoesNotExist):
        get_edition(2)


def test_finding_an_edition_does_not_read_its_body():
    make_edition()
    assert "body" in current_edition().get_deferred_fields()
    assert "body" in get_edition(1).get_deferred_fields()


def test_a_rulebook_is_read_and_parsed_once_a_process(django_assert_num_queries):
    edition = make_edition(name="Parsed once")
    _rulebook.cache_clear()
    with django_assert_num_queries(1):
        first = rulebook_of(edition)
    with django_assert_num_queries(0):
        again = rulebook_of(edition)
    assert first is again
    assert first.name == "Parsed once"


def test_each_edition_has_its_own_rulebook():
    editions = [make_edition(name=name) for name in ("One", "Two", "Three")]
    assert [rulebook_of(edition).name for edition in editions] == ["One", "Two", "Three"]

import pytest
from django.http import Http404

from hireguide.rulebooks.forms import form_of, unsaved_grid, unsaved_row
from hireguide.rulebooks.models import Evidence, Row
from tests.factories import make_rulebook_draft
from tests.rulebooks.forms.posting import evidence_inputs, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


def test_a_new_row_that_is_in_order_is_given_unsaved(draft):
    form, row = unsaved_row(draft, "evidence", None, evidence_inputs())
    assert isinstance(row, Row)
    assert row.pk is None
    assert form.rulebook.evidence[-1].key == row.key == "slow_hiring"


def test_a_changed_row_is_given_with_its_id(draft):
    slips = Evidence.objects.get(draft=draft, key="slips")
    form, row = unsaved_row(draft, "evidence", slips.pk, evidence_inputs(key="slips", points="4"))
    assert (row.pk, row.points) == (slips.pk, 4)
    assert form.rulebook.evidence[0].points == 4


def test_errors_are_in_the_form_and_there_is_no_row(draft):
    form, row = unsaved_row(draft, "evidence", None, evidence_inputs(points=""))
    assert row is None
    assert [one.message for one in form.said] == ["Enter the points, from -5 to 5"]


def test_a_part_without_a_form_and_a_row_of_another_draft_are_not_there(draft):
    with pytest.raises(Http404):
        form_of("grid")
    with pytest.raises(Http404):
        unsaved_row(draft, "evidence", 10**6, evidence_inputs())


def test_an_empty_grid_has_errors_and_one_as_it_stands_changes_nothing(draft):
    form, rows = unsaved_grid(draft, posted())
    assert rows is None
    assert form.said
    shown = {field.html_name.replace("-", "__"): str(field.value()) for field in form.__class__(draft)}
    assert unsaved_grid(draft, posted(**shown))[1] == []

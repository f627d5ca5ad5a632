import pytest
from django.http import QueryDict

from hireguide.advising.documents.saying import Names
from hireguide.advising.forms.settling import SettleForm
from hireguide.advising.models import Settled
from hireguide.advising.selectors.disagreement import table_of
from tests.advising.heard import make_heard
from tests.factories import NOW, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return table_of(make_heard(make_workspace()))


def form_of(table, typed=None):
    saying = Names(table.heard).saying
    return SettleForm(table, saying, None if typed is None else QueryDict(typed))


def test_every_answer_says_who_gives_it(table):
    choice = form_of(table)["delivery_pain"]
    hints = {option.data["value"]: option.data["hint"] for option in choice}
    assert hints["high"] == "Fay (CEO)"
    assert hints["none"] == "Gus (CTO)"
    assert hints["medium"] == ""
    numbers = [option.data["label"] for option in form_of(table)["engineer_count"]]
    assert numbers == ["12 engineers", "14 engineers", "Another number", "Nobody knows"]


def test_questions_stand_in_groups_disputed_ones_first(table):
    groups = form_of(table).groups
    assert [(group.key, group.is_open) for group in groups] == [
        ("differs", True),
        ("open", False),
        ("some", False),
        ("agreed", False),
    ]
    assert [field.name for field, _ in groups[0].rows] == ["delivery_pain", "engineer_count"]


def test_a_group_with_an_error_is_unfolded(table):
    form = form_of(table, "employee_count=own")
    assert not form.is_valid()
    assert [group.key for group in form.groups if group.is_open] == ["differs", "agreed"]


def test_a_group_in_which_others_settled_something_meanwhile_is_unfolded(table):
    heard, seen = table.round, table.seen
    Settled.objects.create(round=heard, field="urgency", value="now", at=NOW)
    form = form_of(table_of(heard), f"seen={seen}")
    assert form.taken == ["urgency"]
    assert [group.key for group in form.groups if group.is_open] == ["differs", "some"]
    assert form_of(table_of(heard), f"seen={seen}&urgency=later").taken == []


def test_nothing_chosen_is_nothing_settled(table):
    form = form_of(table, "")
    assert form.is_valid()
    assert form.chosen == {}


def test_choices_are_typed_answers(table):
    form = form_of(table, "delivery_pain=none&engineer_count=12&unguided_decisions=no&urgency=unknown")
    assert form.is_valid()
    assert form.chosen == {
        "delivery_pain": "none",
        "engineer_count": 12,
        "unguided_decisions": False,
        "urgency": None,
    }

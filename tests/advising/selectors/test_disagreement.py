import pytest

from hireguide.advising.models import Settled
from hireguide.advising.selectors.disagreement import table_of
from hireguide.rules import Verdict
from tests.advising.heard import make_heard
from tests.factories import NOW, make_respondent, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    return make_heard(make_workspace())


def test_only_those_count_who_have_handed_in(heard):
    make_respondent(heard, "Ivo", "product", facts={"stage": "seed"}, handed_in=False)
    table = table_of(heard)
    assert [one.name for one in table.heard] == ["Fay", "Gus"]
    assert "stage" in table.disagreement.open


def test_it_is_judged_by_the_edition_of_the_round(heard):
    told = table_of(heard).disagreement
    assert [ways.verdict for ways in told.ways] == ["fractional_cto_first", "pairing"]
    assert told.topics[0].field == "delivery_pain"


def test_what_is_settled_counts(heard):
    Settled.objects.create(round=heard, field="delivery_pain", value="none", at=NOW)
    Settled.objects.create(round=heard, field="board_pressure", value=None, at=NOW)
    table = table_of(heard)
    assert table.values == {"delivery_pain": "none", "board_pressure": None}
    assert isinstance(table.verdict, Verdict)
    assert table.verdict.code == "fractional_cto_first"
    assert "board_pressure" in table.agenda.open


def test_the_mark_of_what_was_seen_changes_with_what_is_settled(heard):
    before = table_of(heard).seen
    assert table_of(heard).seen == before
    Settled.objects.create(round=heard, field="delivery_pain", value="none", at=NOW)
    assert table_of(heard).seen != before


def test_answers_that_cannot_be_true_are_told_with_their_sentence(heard):
    Settled.objects.create(round=heard, field="delivery_pain", value="high", at=NOW)
    Settled.objects.create(round=heard, field="engineer_count", value=0, at=NOW)
    assert table_of(heard).verdict == "With no engineers there are no commitments to slip."


def test_what_was_settled_otherwise_since_is_known_by_question(heard):
    def let(name, value):
        Settled.objects.update_or_create(round=heard, field=name, defaults={"value": value, "at": NOW})

    let("stage", "seed")
    let("delivery_pain", "none")
    let("urgency", "now")
    seen = table_of(heard).seen
    assert table_of(heard).settled_since(seen) == []
    let("delivery_pain", "high")
    let("engineer_count", 12)
    Settled.objects.get(field="stage").delete()
    assert set(table_of(heard).settled_since(seen)) == {"delivery_pain", "engineer_count", "stage"}
    assert table_of(heard).first_settled_since(seen) == ["engineer_count"]
    assert set(table_of(heard).settled_since("")) == {"delivery_pain", "engineer_count", "urgency"}

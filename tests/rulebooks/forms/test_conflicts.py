import pytest

from hireguide.rulebooks.forms import conflict_of, facts_of
from hireguide.rulebooks.models import Evidence
from hireguide.rulebooks.services import ChangedMeanwhileError
from tests.factories import BEN, make_rulebook_draft, make_user, when

pytestmark = pytest.mark.django_db


def test_a_conflict_shows_theirs_beside_mine_for_what_differs_in_words():
    draft = make_rulebook_draft()
    theirs, mine = (Evidence.objects.get(draft=draft, key="slips") for _ in range(2))
    theirs.revision, theirs.when = 4, when("delivery_pain", "at_least", "high")
    mine.points = 3
    conflict = conflict_of(ChangedMeanwhileError(theirs, make_user(BEN)), mine)
    assert conflict.message.startswith(BEN)
    assert (conflict.over, conflict.is_gone) == (4, False)
    assert [(one.label, one.theirs, one.mine) for one in conflict.differences] == [
        ("Points", "5", "3"),
        ("When", "slipping commitments: nearly always", "slipping commitments: often, or nearly always"),
    ]


def test_a_row_that_is_gone_leaves_nothing_to_compare():
    draft = make_rulebook_draft()
    mine = Evidence.objects.get(draft=draft, key="slips")
    conflict = conflict_of(ChangedMeanwhileError(None, None), mine)
    assert (conflict.is_gone, conflict.differences) == (True, ())
    assert "removed" in conflict.message


def test_a_row_in_words_has_a_label_for_each_column():
    draft = make_rulebook_draft()
    facts = dict(facts_of(Evidence.objects.get(draft=draft, key="nobody_decides")))
    assert facts["Gap"] == "Strategy gap"
    assert facts["When"] == "important decisions without guidance: yes"
    assert facts["Sources"] == "ours"

from dataclasses import replace

import pytest

from hireguide.editing.documents.impact import MOST_SHOWN, build_impact
from hireguide.editing.selectors.impact import ChangedDiagnosis, Complaint, Impact
from hireguide.rulebooks.models import Evidence
from hireguide.rules import Comparison, Move, Witness
from tests.factories import NOW, make_rulebook_draft

pytestmark = pytest.mark.django_db

FACTS = {"engineer_count": 20, "delivery_pain": "high"}
MOVE = Move("pairing", "impossible", 0.012, FACTS)
DRAWN = Comparison(0.012, False, (MOVE,), 40_000, (Witness("pairing", "impossible", FACTS),))
NONE = Impact(False, (), None, 0, (), (), ())
SOME = replace(NONE, parts=("slips",), comparison=DRAWN)


@pytest.fixture
def draft(db):
    return make_rulebook_draft()


def shown(impact, draft, *, may_open=False):
    return build_impact(impact, draft, may_open=may_open)


def changed(number=0, rules=("slips",)):
    return ChangedDiagnosis(number, NOW, "pairing", "neither_yet", rules)


@pytest.mark.parametrize(
    ("comparison", "headline", "how"),
    [
        (DRAWN, "About 1.2% of companies would get another verdict.", "the true share is between 1.1% and 1.3%."),
        (
            replace(DRAWN, exact=True, sample=None),
            "Exactly 1.2% of companies would get another verdict.",
            "Counted: all possible companies",
        ),
        (Comparison(0.0, True, ()), "No company would get another verdict.", "Counted: all possible companies"),
        (
            Comparison(0.0, False, (), 40_000),
            "Of 40,000 companies drawn, none would get another verdict.",
            "With 95% confidence the true share is under 0.01%.",
        ),
    ],
    ids=["drawn", "counted", "nobody", "nobody drawn"],
)
def test_a_share_says_how_it_was_found(draft, comparison, headline, how):
    document = shown(replace(SOME, comparison=comparison), draft)
    assert document.headline == headline
    assert how in document.how


def test_each_move_and_witness_is_in_words_and_impossible_counts_as_a_verdict(draft):
    document = shown(SOME, draft)
    [share], [witness] = document.shares, document.witnesses
    assert (share.turn.start_name, share.turn.end_name) == ("Both seats as a pair", "Ruled impossible")
    assert share.amount == "about 1.2%"
    assert witness.answers == (("engineering team size", "20 engineers"), ("slipping commitments", "Nearly always"))
    assert witness.profile == '{"engineer_count": 20, "delivery_pain": "high"}'


def test_where_nothing_judges_otherwise_the_page_says_so_at_once(draft):
    document = shown(NONE, draft)
    assert not document.can_change
    assert document.headline == "No company would get another verdict."
    assert "nothing had to be judged" in document.how
    same = shown(replace(NONE, same=True), draft)
    assert (same.headline, same.how) == ("Nothing changes.", "Both say the same, word for word.")


@pytest.mark.parametrize(
    ("looked_at", "count", "said"),
    [
        (0, 0, "No diagnosis has been kept yet."),
        (1, 1, "Of the one diagnosis kept, 1 would get another verdict."),
        (1_000, 0, "Of the newest 1,000 diagnoses, none would get another verdict."),
        (1_000, 60, "Of the newest 1,000 diagnoses, 60 would get another verdict."),
    ],
)
def test_it_says_how_many_diagnoses_were_looked_at(draft, looked_at, count, said):
    impact = replace(SOME, looked_at=looked_at, diagnoses=tuple(changed(number) for number in range(count)))
    document = shown(impact, draft)
    assert document.kept == said
    assert len(document.diagnoses) == min(count, MOST_SHOWN)
    assert document.more == max(count - MOST_SHOWN, 0)
    assert [row.amount for row in document.counts] == ([str(count)] if count else [])


def test_a_rule_leads_to_where_it_is_edited_if_the_draft_has_it(draft):
    rules = ("slips", "new_one", "situations", "grid.none.some")
    document = shown(replace(SOME, looked_at=1, diagnoses=(changed(rules=rules),)), draft)
    slips = Evidence.objects.get(draft=draft, key="slips")
    assert [(link.name, link.href) for link in document.diagnoses[0].rules] == [
        ("slips", f"/admin/rulebooks/evidence/{slips.pk}/change/"),
        ("new_one", ""),
        ("situations", "/admin/rulebooks/situation/"),
        ("grid.none.some", "/editing/grid/"),
    ]


def test_a_diagnosis_is_linked_only_for_those_who_may_open_it(draft):
    impact = replace(SOME, looked_at=1, diagnoses=(changed(),))
    assert shown(impact, draft).diagnoses[0].href == ""
    assert shown(impact, draft, may_open=True).diagnoses[0].href == "/admin/diagnoses/diagnosis/0/change/"


def test_what_is_said_aloud_tells_it_all_in_short(draft):
    impact = replace(SOME, looked_at=3, broken=(Complaint("one", "one must get …"),))
    assert shown(impact, draft).announcement == (
        "About 1.2% of companies would get another verdict. "
        "Of the newest 3 diagnoses, none would get another verdict. 1 example would fail."
    )
    assert shown(NONE, draft).announcement == "No company would get another verdict."

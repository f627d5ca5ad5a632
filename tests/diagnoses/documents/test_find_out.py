import pytest

from hireguide.diagnoses.documents import build_document
from hireguide.diagnoses.documents.find_out import find_out
from hireguide.diagnoses.selectors import diagnose
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import FIELDS, ask, parse_profile, parse_rulebook, rulebook_digest
from tests.diagnoses.documents.results import NOW, document_of, example, real_rulebook, result_of
from tests.factories import rulebook_text
from tests.wizard.drafts import turned


def link(section, field):
    return f"/{section}#{field}"


def test_the_question_that_would_narrow_it_most_leads_to_where_it_is_answered():
    answers = example("ex_nobody_owns_delivery")
    asked = result_of(answers)["next_question"]
    told = document_of(answers, link=link).find_out
    question = QUESTIONS[asked["field"]]
    assert (told.question, told.why, told.short) == (question.label, question.why, question.short)
    assert told.url == f"/{asked['section']}#{asked['field']}"


def test_where_nothing_can_be_answered_there_is_no_link():
    assert document_of(example("ex_nobody_owns_delivery")).find_out.url == ""


@pytest.mark.parametrize("exact", [True, False])
def test_what_is_estimated_is_said_to_be(exact):
    asked = {"field": "stage", "section": "company", "exact": exact}
    assert find_out({"next_question": asked, "settled": False}, real_rulebook(), {}, (), None).is_estimated is not exact


@pytest.mark.parametrize(
    "result",
    [
        {"settled": False},
        {"settled": False, "next_question": None},
        {"settled": True, "next_question": {"field": "stage", "section": "company", "exact": True}},
    ],
)
def test_without_a_question_or_once_settled_there_is_nothing_to_find_out(result):
    assert find_out(result, real_rulebook(), {}, (), None) is None


def test_what_cannot_change_the_verdict_is_not_worth_finding_out_and_what_nobody_knew_is():
    """Whoever doesn't know what the verdict hangs on has one question left, of money, that tells nothing without."""
    facts = {"stage": "seed", "employee_count": 20, "engineer_count": 9}
    dont_know = [name for name in FIELDS if name not in facts and name != "leadership_budget"]
    rulebook = real_rulebook()
    profile = parse_profile(facts)
    result = diagnose(profile, rulebook, digest=rulebook_digest(rulebook), edition=3, dont_know=dont_know)
    told = build_document(result=result, rulebook=rulebook, dont_know=dont_know, made_at=NOW).find_out
    assert ask(rulebook, facts, dont_know).matter == ()
    assert told.short == QUESTIONS[ask(rulebook, facts).next_question.field].short
    assert told.is_unknown


def test_what_only_changes_the_verdict_that_is_named_comes_before_what_nobody_knew():
    """Deliveries decide; while nobody knows them, the incidents name the verdict."""
    rulebook, facts = parse_rulebook(rulebook_text(**turned())), {"employee_count": 40, "engineer_count": 20}
    unknown = [name for name in FIELDS if name not in facts and name != "incident_rate"]
    result = {"settled": False, "next_question": None}
    found = find_out(result, rulebook, facts, unknown, None)
    assert (found.short, found.is_unknown) == (QUESTIONS["incident_rate"].short, False)


def test_of_what_is_not_asked_yet_one_comes_before_what_nobody_knew():
    facts = {"stage": "series_a", "employee_count": 60, "engineer_count": 20}
    rulebook = real_rulebook()
    result = result_of(facts)
    assert not find_out(result, rulebook, facts, ["urgency"], None).is_unknown

from hireguide.diagnoses.documents import clashing_answers
from tests.diagnoses.documents.results import real_rulebook

FACTS = {"engineer_count": 0, "technology_lead": "senior_engineer", "stage": "seed"}


def clash(sentence, facts=FACTS):
    rows = clashing_answers(
        rulebook=real_rulebook(), sentence=sentence, facts=facts, dont_know=(), link=lambda *place: f"#{place[-1]}"
    )
    return [(row.answer, row.change_url) for row in rows]


def test_the_answers_that_the_refusing_situation_reads_are_listed():
    sentence = next(rule.because for rule in real_rulebook().situations if rule.verdict == "impossible")
    assert clash(sentence) == [
        ("0 engineers", "#engineer_count"),
        ("A senior engineer who manages nobody", "#technology_lead"),
    ]


def test_a_sentence_that_no_rule_says_names_no_answer():
    assert clash("These answers cannot all be true of one company.") == []

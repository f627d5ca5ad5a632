"""How a verdict's page speaks: to the founder who answered, or of a client's company to those who advise it."""

import re
from dataclasses import fields, is_dataclass
from itertools import chain

import pytest

from hireguide.diagnoses.documents import build_document
from hireguide.diagnoses.wording import OF_A_CLIENT, TO_ITS_FOUNDER
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import rulebook_json
from tests.diagnoses.documents.results import NOW, companies, example, real_rulebook, result_of

YOU = re.compile(r"\b(you|your|yours)\b", re.IGNORECASE)


def strings_in(thing):
    """Every text of a document, however deep."""
    if isinstance(thing, str):
        return [thing]
    if is_dataclass(thing):
        return chain.from_iterable(strings_in(getattr(thing, field.name)) for field in fields(thing))
    if isinstance(thing, tuple):
        return chain.from_iterable(map(strings_in, thing))
    return []


def said_by_others():
    """What the rulebook and the questions say: that is theirs, and speaks to the founder."""
    questions = [text for question in QUESTIONS.values() for text in (question.label, question.why)]
    return rulebook_json(real_rulebook()) + "\n".join(questions)


def document_of(name, speech, dont_know=("urgency",)):
    facts, rulebook = companies()[name]
    facts = {field: value for field, value in facts.items() if field not in dont_know}
    result = result_of(facts, rulebook)
    return build_document(result=result, rulebook=rulebook, dont_know=dont_know, made_at=NOW, speech=speech)


@pytest.mark.parametrize(
    "name", ["empty", "completed", "settled_elsewhere", "ex_two_engineers", "ex_nobody_owns_delivery"]
)
def test_of_a_client_the_page_itself_never_speaks_to_a_founder(name):
    document, others = document_of(name, OF_A_CLIENT), said_by_others()
    own = [text for text in strings_in(document) if YOU.search(text) and text not in others]
    assert own == []


def test_the_same_verdict_is_told_to_its_founder_and_of_a_client():
    to_founder, of_client = (document_of("ex_nobody_owns_delivery", speech) for speech in (TO_ITS_FOUNDER, OF_A_CLIENT))
    assert to_founder.decision.lead.startswith("Your two gaps meet in one cell of the grid: execution large")
    assert of_client.decision.lead.startswith("The company’s two gaps meet in one cell of the grid: execution large")
    assert to_founder.ledgers == of_client.ledgers


def test_what_is_in_whose_hands_is_said_of_the_company_too():
    facts = example("ex_nobody_owns_delivery")
    result = result_of(facts)
    document = build_document(result=result, rulebook=real_rulebook(), dont_know=(), made_at=NOW, speech=OF_A_CLIENT)
    headings = {ways.heading for change in document.changes.near for ways in change.ways}
    assert headings & {"In the company’s hands:", "Partly in the company’s hands:"}
    clauses = [way.clause for change in document.changes.near for ways in change.ways for way in ways.ways]
    assert any("(the answer is “" in clause for clause in clauses)


def test_both_ways_of_speaking_say_something_everywhere():
    for field in fields(TO_ITS_FOUNDER):
        assert getattr(TO_ITS_FOUNDER, field.name)
        assert getattr(OF_A_CLIENT, field.name)
    assert not [text for text in strings_in(OF_A_CLIENT) if YOU.search(text)]

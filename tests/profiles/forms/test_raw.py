import json
from pathlib import Path

import pytest

from hireguide.profiles.forms import AnswersForm, raw_answers
from hireguide.rules import FIELDS

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
CASES = {case["id"]: case["profile"] for case in json.loads((FIXTURES / "expert-cases.json").read_text())}


@pytest.mark.parametrize("case", CASES)
def test_typed_answers_come_back_as_they_were_through_their_raw_form(case):
    facts = CASES[case]
    form = AnswersForm(FIELDS, raw_answers(facts))
    assert form.is_valid()
    assert form.facts == {name: facts[name] for name in FIELDS if name in facts}
    assert form.dont_know == ()


@pytest.mark.parametrize("name", FIELDS)
def test_what_is_not_known_comes_back_as_not_known(name):
    form = AnswersForm(FIELDS, raw_answers({}, [name]))
    assert form.is_valid()
    assert (form.facts, form.dont_know) == ({}, (name,))

import pytest

from hireguide.rulebooks import wording
from hireguide.rules import ADVICE_KINDS, BANDS, GAPS, GRADES, IMPOSSIBLE, OPERANDS, OPERATORS, SEATS, UNITS, VERDICTS


def test_every_code_has_a_label():
    assert set(wording.VERDICT_LABELS) == {*VERDICTS, IMPOSSIBLE}
    assert set(wording.GAP_LABELS) == set(GAPS)
    assert set(wording.BAND_LABELS) == set(BANDS)
    assert set(wording.GRADE_LABELS) == set(GRADES)
    assert set(wording.ADVICE_LABELS) == set(ADVICE_KINDS)
    assert set(wording.SEAT_LABELS) == set(SEATS)
    assert set(wording.UNIT_LABELS) == set(UNITS)
    assert set(wording.OPERATOR_LABELS) == {op for ops in OPERATORS.values() for op in ops}


def test_every_field_of_a_condition_has_a_name_of_its_own():
    names = [wording.field_label(name) for name in OPERANDS]
    assert len(set(names)) == len(names)
    assert all(name[0].isupper() for name in names)


SEED = {"field": "stage", "op": "is", "value": "seed"}
MANY = {"field": "engineer_count", "op": "between", "value": [5, 30]}


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"all": [SEED, MANY]}, "company stage: seed; and engineering team size: from 5 to 30 engineers"),
        (
            {"any": [SEED, MANY]},
            "At least one of: company stage: seed; or engineering team size: from 5 to 30 engineers",
        ),
        ({"all": [SEED], "any": [MANY, SEED]}, "company stage: seed; and at least one of: "),
    ],
)
def test_a_condition_in_words_tells_both_groups(when, said):
    assert wording.when_words(when).startswith(said)


@pytest.mark.parametrize(
    "condition",
    [
        {"field": None, "op": None, "value": None},
        {"field": "shoe_size", "op": "is", "value": 4},
        {"field": "stage", "op": "is", "value": "unheard_of"},
        {"field": "engineer_count", "op": "between", "value": []},
    ],
)
def test_what_no_rulebook_holds_is_shown_as_it_stands(condition):
    assert str(condition["field"]) in wording.when_words({"all": [condition]})


@pytest.mark.parametrize(
    ("column", "value", "field", "said"),
    [
        ("note", "", "", "nothing"),
        ("sources", [], "", "nothing"),
        ("start", False, "delivery_owner", "No"),
        ("start", 0, "engineer_count", "0 engineers"),
        ("end", "x", "shoe_size", "x"),
        ("end", "x", "stage", "x"),
        ("field", "stage", "", "Company stage"),
        ("points", 3, "", "3"),
        ("also", ["pairing", "neither_yet"], "", "Both seats as a pair; Neither yet"),
        ("profile", {"company_name": "Acme", "delivery_owner": True}, "", "Owner of delivery: Yes"),
        ("seat", "adviser", "", "Adviser"),
    ],
)
def test_a_column_in_words(column, value, field, said):
    assert wording.column_words(column, value, field) == said

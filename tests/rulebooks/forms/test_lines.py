import pytest

from hireguide.rulebooks.forms.lines import ADVICE_CONDITION, ANSWER, CONDITION, MOVE, SHAPES, ConditionLine
from hireguide.rules import FIELDS, OPERANDS, OPERATORS
from tests.rulebooks.forms.posting import posted


def line(field="", op="", *values, shape=CONDITION):
    return ConditionLine("when-all-0", shape, field, op, values)


def test_a_line_is_read_from_the_inputs_that_begin_with_its_name():
    data = posted(
        when__all__0__field="engineer_count", when__all__0__op="between", when__all__0__value=["5", "30"], other="x"
    )
    read = ConditionLine.read(data, "when-all-0", CONDITION)
    assert read.condition() == {"field": "engineer_count", "op": "between", "value": [5, 30]}


@pytest.mark.parametrize("name", OPERANDS)
def test_the_operators_are_those_that_the_field_takes_and_every_one_has_a_control(name):
    field = OPERANDS[name]
    for op in OPERATORS[field.kind]:
        shown = line(name, op, shape=ADVICE_CONDITION)
        assert [one.value for one in shown.operators] == list(OPERATORS[field.kind])
        assert [one.value for one in shown.operators if one.chosen] == [op]
        assert shown.control


@pytest.mark.parametrize(
    ("shown", "control"),
    [
        (line("stage", "is"), "select"),
        (line("stage", "one_of"), "ticks"),
        (line("delivery_owner", "is"), "select"),
        (line("engineer_count", "at_least"), "number"),
        (line("engineer_count", "one_of"), "numbers"),
        (line("engineer_count", "between"), "two_numbers"),
        (line("delivery_pain", "between"), "two_selects"),
        (line("engineer_count", shape=MOVE), "two_numbers"),
        (line("delivery_owner", shape=MOVE), "two_selects"),
        (line("engineer_count", shape=ANSWER), "number"),
        (line("nonsense", "is"), ""),
        (line(), ""),
    ],
)
def test_the_value_has_the_control_that_field_and_operator_call_for(shown, control):
    assert shown.control == control


def test_only_advice_may_ask_what_the_verdict_says():
    asked = {shape: {one.value for _, fields in line(shape=shape).field_groups for one in fields} for shape in SHAPES}
    assert asked[CONDITION] == asked[ANSWER] == asked[MOVE] == set(FIELDS)
    assert asked[ADVICE_CONDITION] == set(OPERANDS)
    assert line("verdict", "is").asked is None


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "delivery_owner", "op": "is", "value": False},
        {"field": "stage", "op": "none_of", "value": ["seed", "series_a"]},
        {"field": "engineer_count", "op": "one_of", "value": [3, 5]},
        {"field": "engineer_count", "op": "between", "value": [5, 30]},
        {"field": "delivery_pain", "op": "between", "value": ["low", "high"]},
        {"field": "delivery_pain", "op": "at_least", "value": "medium"},
    ],
)
def test_a_stored_condition_comes_back_the_same(condition):
    assert ConditionLine.of("when-all-0", CONDITION, *condition.values()).condition() == condition


def test_what_cannot_be_read_goes_to_the_parser_as_typed():
    assert line("engineer_count", "at_least", "many").value == "many"
    assert line("engineer_count", "one_of", "3; x").value == [3, "x"]
    assert line("engineer_count", "between", "5").value == [5, None]
    assert line("delivery_owner", "is", "maybe").value == "maybe"
    assert line("delivery_owner", "is").value is None
    assert line().condition() == {"field": None, "op": None, "value": None}


def test_another_field_brings_an_operator_and_values_that_it_knows():
    assert line("delivery_owner", "between", "5", "30").settled().op == "is"
    assert line("engineer_count", "is", "high", "12").settled().values == ("12",)
    assert line("delivery_pain", "at_least", "high").settled() == line("delivery_pain", "at_least", "high")
    assert line("nonsense", "is", "x").settled() == line("nonsense", "is", "x")
    assert line("delivery_owner", "", "yes", shape=ANSWER).settled().op == ""


def test_a_line_that_is_blank_or_to_be_removed_says_nothing():
    assert line().says_nothing
    assert line("", "is", " ").says_nothing
    assert not line("stage").says_nothing
    removed = posted(when__all__0__field="stage", when__all__0__remove="yes")
    assert ConditionLine.read(removed, "when-all-0", CONDITION).says_nothing

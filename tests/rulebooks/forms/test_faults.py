import pytest

from hireguide.rulebooks.forms.faults import advised, beside_condition
from hireguide.rulebooks.forms.lines import CONDITION, ConditionLine
from hireguide.rules import Fault, RulebookError, parse_rulebook
from tests.factories import rulebook_text


def line(field, op, *values):
    return ConditionLine("when-all-0", CONDITION, field, op, values)


def faults_of(line):
    """What the parser says of one condition."""
    rule = {"key": "one", "gap": "execution", "points": 1, "because": "Yes.", "sources": ["ours"]}
    with pytest.raises(RulebookError) as refused:
        parse_rulebook(rulebook_text(evidence=[rule | {"when": {"all": [line.condition()]}}]))
    path = "evidence[0].when.all[0]."
    return [Fault(fault.path.removeprefix(path).partition("[")[0], fault.message) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (line("", "is", "x"), "Choose what is asked"),
        (line("delivery_owner", "", "yes"), "Owner of delivery: choose how it is compared (is, is not)"),
        (
            line("delivery_owner", "between", "1", "2"),
            "Owner of delivery can’t be compared by “is between (both included)”; choose one of is, is not",
        ),
        (line("delivery_owner", "is"), "Owner of delivery: choose Yes or No"),
        (line("delivery_owner", "is", "high"), "Owner of delivery: choose Yes or No, not “high”"),
        (line("stage", "one_of", "seed"), "Company stage: choose two answers or more, not 1"),
        (line("stage", "one_of"), "Company stage: choose two answers or more"),
        (
            line("engineer_count", "at_least", "many"),
            "Engineering team size: must be a whole number from 0 to 10000, not “many”",
        ),
        (line("engineer_count", "at_least"), "Engineering team size: must be a whole number from 0 to 10000"),
        (
            line("engineer_count", "between", "9", "4"),
            "Engineering team size: the lower end comes first, not 9 before 4",
        ),
        (
            line("delivery_pain", "between", "high", "low"),
            "Slipping commitments: the lower end comes first, not “high” before “low”",
        ),
        (
            line("delivery_pain", "is"),
            "Slipping commitments: choose one of “Hardly ever”, “Now and then”, “Often”, “Nearly always”",
        ),
    ],
)
def test_a_fault_of_a_condition_says_in_words_what_to_do(wrong, said):
    fault = faults_of(wrong)[0]
    assert beside_condition(wrong, fault.path, fault.message) == said


def test_a_blank_is_told_what_to_do_and_something_wrong_what_is_allowed():
    assert advised("must not be blank", "Because", "Enter the sentence", "") == "Enter the sentence"
    assert advised("must be 0, not null", "Low", "", None) == "Low must be 0"
    assert (
        advised('must be one of a, b, not "c"', "Grade", "Choose the grade", "c")
        == "Grade must be one of a, b, not “c”"
    )

from hireguide.rulebooks.forms.conditions import MOST_LINES, move_group, profile_group, when_groups, when_of
from hireguide.rulebooks.forms.lines import CONDITION
from tests.rulebooks.forms.posting import posted

WHEN = {
    "all": [{"field": "delivery_pain", "op": "at_least", "value": "medium"}],
    "any": [
        {"field": "stage", "op": "is", "value": "seed"},
        {"field": "engineer_count", "op": "between", "value": [5, 30]},
    ],
}
TWO = {
    "when__all__2__field": "stage",
    "when__all__2__op": "is",
    "when__all__2__value": "seed",
    "when__all__10__field": "delivery_owner",
    "when__all__10__op": "is",
    "when__all__10__value": "yes",
}


def fields(group):
    return [line.field for line in group.lines]


def test_a_stored_condition_stands_in_two_groups_and_comes_back_the_same():
    groups = when_groups(None, WHEN, CONDITION)
    assert [fields(group) for group in groups] == [["delivery_pain"], ["stage", "engineer_count"]]
    assert when_of(groups) == WHEN


def test_a_new_rule_begins_with_one_blank_line():
    every, some = when_groups(None, {}, CONDITION)
    assert [fields(every), fields(some)] == [[""], []]
    assert when_of([every, some]) == {}


def test_posted_lines_come_in_the_order_of_their_numbers():
    every, some = when_groups(posted(**TWO), WHEN, CONDITION)
    assert fields(every) == ["stage", "delivery_owner"]
    assert fields(some) == []


def test_add_brings_a_blank_line_behind_the_others_and_keeps_them():
    every, some = when_groups(posted(**TWO, step="add when-all"), {}, CONDITION)
    assert [line.name for line in every.lines] == ["when-all-2", "when-all-10", "when-all-11"]
    assert every.lines[-1].is_fresh
    assert some.lines == []


def test_a_line_to_be_removed_counts_for_nothing_and_goes_with_the_next_step():
    removed = posted(**TWO, when__all__2__remove="yes")
    every, _ = when_groups(removed, {}, CONDITION)
    assert fields(every) == ["stage", "delivery_owner"]
    assert [line.field for line in every.filled()] == ["delivery_owner"]
    removed["step"] = "show when-all-10"
    assert fields(when_groups(removed, {}, CONDITION)[0]) == ["delivery_owner"]


def test_a_step_brings_the_choices_of_another_field_and_a_save_leaves_what_was_typed():
    stale = posted(when__all__0__field="delivery_owner", when__all__0__op="between", when__all__0__value="5")
    assert when_groups(stale, {}, CONDITION)[0].lines[0].op == "between"
    stale["step"] = "show when-all-0"
    assert when_groups(stale, {}, CONDITION)[0].lines[0].op == "is"


def test_more_lines_than_a_page_has_are_not_read():
    many = posted(**{f"when__all__{number}__field": "stage" for number in range(MOST_LINES + 20)})
    assert len(when_groups(many, {}, CONDITION)[0].lines) == MOST_LINES


def test_an_error_stands_beside_the_line_that_the_parser_counted():
    blank_first = posted(when__all__0__field="", **TWO)
    every, _ = when_groups(blank_first, {}, CONDITION)
    every.say_beside(1, "Choose Yes or No")
    every.say("Too few")
    assert [line.errors for line in every.lines] == [(), (), ("Choose Yes or No",)]
    assert list(every.said()) == [("Too few", "id_when-all"), ("Choose Yes or No", "id_when-all-10-field")]


def test_an_example_shows_an_answer_a_line_and_a_name_is_no_answer():
    group = profile_group(None, {"company_name": "Acme", "engineer_count": 20, "delivery_owner": False})
    assert [(line.field, line.value) for line in group.lines] == [("engineer_count", 20), ("delivery_owner", False)]
    assert [line.field for line in profile_group(None, {}).lines] == [""]


def test_a_move_is_one_line_with_two_values():
    stored = move_group(None, "delivery_pain", "none", "high").lines[0]
    assert stored.value == ["none", "high"]
    data = posted(move__0__field="engineer_count", move__0__value=["5", "high"])
    assert move_group(data, "", "", "").lines[0].value == [5, "high"]
    data["step"] = "show move-0"
    assert move_group(data, "", "", "").lines[0].values == ("5",)

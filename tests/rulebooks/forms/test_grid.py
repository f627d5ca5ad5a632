import pytest

from hireguide.rulebooks import services
from hireguide.rulebooks.forms import GridForm
from hireguide.rulebooks.models import Band, Cell
from hireguide.rules import Fault
from tests.factories import NOW, make_rulebook_draft
from tests.rulebooks.forms.posting import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


def inputs(draft, **changes):
    """What a page shows of the grid, with some inputs typed otherwise."""
    shown = {field.html_name.replace("-", "__"): str(field.value()) for field in GridForm(draft)}
    assert not set(changes) - set(shown)
    return posted(**shown | changes)


def keys(rows):
    return [row.key for row in rows]


def test_a_grid_posted_as_it_was_shown_changes_nothing(draft):
    form = GridForm(draft, inputs(draft))
    assert form.is_valid(), form.said
    assert form.changed == []


def test_only_the_rows_that_were_typed_into_are_changed(draft):
    form = GridForm(draft, inputs(draft, cell__some__some__verdict="neither_yet", band__strategy__some_from="5"))
    assert form.is_valid(), form.said
    assert keys(form.changed) == ["strategy", "some.some"]
    assert form.rulebook.bands["strategy"] == (5, 8)
    assert form.rulebook.grid["some", "some"].verdict == "neither_yet"
    assert Cell.objects.get(draft=draft, key="some.some").verdict == "pairing"


def test_the_cells_stand_as_in_the_picture_the_largest_execution_gap_first(draft):
    form = GridForm(draft)
    assert keys(place.row for place in form.thresholds) == ["execution", "strategy"]
    assert [band for band, _ in form.lines] == ["large gap", "some gap", "no gap"]
    assert keys(place.row for place in form.lines[0][1]) == ["large.none", "large.some", "large.large"]
    assert form.lines[0][1][1].strategy == "some gap"


def test_each_fault_stands_beside_its_field(draft):
    wrong = {"cell__none__large__because": " ", "band__execution__some_from": "few", "cell__none__none__verdict": ""}
    form = GridForm(draft, inputs(draft, **wrong))
    assert not form.is_valid()
    assert {(one.anchor, one.message) for one in form.said} == {
        (
            "id_band-execution-some_from",
            "Execution gap: Some gap from must be a whole number from -1000 to 1000, not “few”",
        ),
        ("id_cell-none-none-verdict", "Execution no gap, strategy no gap: Choose the verdict"),
        ("id_cell-none-large-because", "Execution no gap, strategy large gap: Enter the sentence of this cell"),
    }


def test_thresholds_in_the_wrong_order_are_refused(draft):
    form = GridForm(draft, inputs(draft, band__execution__some_from="9"))
    assert not form.is_valid()
    assert "the lower first, not 9 and 8" in form.said[0].message


def test_a_step_keeps_what_was_typed_and_says_nothing_about_it(draft):
    form = GridForm(draft, inputs(draft, band__execution__some_from="few")).unjudged()
    assert form.said == []
    assert form["band-execution-some_from"].value() == "few"


def test_a_fault_of_another_part_stands_on_top(draft):
    form = GridForm(draft, inputs(draft))
    assert form.is_valid()
    form.place([Fault("situations[0].because", "must not be blank")])
    assert [(one.message, one.anchor) for one in form.said] == [("situations[0].because: must not be blank", "")]


def change(draft, key, sentence):
    cell = Cell.objects.get(draft=draft, key=key)
    cell.because = sentence
    services.store_rows(draft, [cell], by=None, at=NOW)


def test_what_nobody_typed_into_stays_as_somebody_else_left_it_meanwhile(draft):
    data = inputs(draft, cell__some__some__because="Mine.")
    change(draft, "none.none", "Theirs.")
    form = GridForm(draft, data)
    assert form.is_valid(), form.said
    assert keys(form.changed) == ["some.some"]
    assert form.conflicts() == []
    services.store_rows(draft, form.changed, by=None, at=NOW)
    assert Cell.objects.get(draft=draft, key="none.none").because == "Theirs."


def test_what_both_typed_into_is_a_conflict_until_it_is_saved_over(draft):
    data = inputs(draft, cell__some__some__because="Mine.")
    change(draft, "some.some", "Theirs.")
    form = GridForm(draft, data)
    assert form.is_valid(), form.said
    [conflict] = form.conflicts()
    [difference] = conflict.differences
    assert (conflict.over, difference.theirs, difference.mine) == ("cell-some-some:2", "Theirs.", "Mine.")
    with pytest.raises(services.ChangedMeanwhileError):
        services.store_rows(draft, form.changed, by=None, at=NOW)
    form.save_over(conflict.over)
    services.store_rows(draft, form.changed, by=None, at=NOW)
    assert Cell.objects.get(draft=draft, key="some.some").because == "Mine."


@pytest.mark.parametrize("over", ["", "cell-some-some", "cell-some-some:x", f"cell-some-some:{'9' * 30}", "x:1"])
def test_a_revision_that_was_made_up_saves_over_nothing(draft, over):
    form = GridForm(draft, inputs(draft, cell__some__some__because="Mine."))
    assert form.is_valid()
    form.save_over(over)
    assert [row.revision for row in form.changed] == [1]


def test_a_page_that_says_nothing_of_what_was_read_is_a_conflict(draft):
    form = GridForm(draft, inputs(draft, band__execution__read="", band__execution__some_from="3"))
    assert form.is_valid()
    assert form.changed[0].revision == 0
    assert [one.heading for one in form.conflicts()] == ["Execution gap"]
    assert Band.objects.get(draft=draft, key="execution").some_from == 4

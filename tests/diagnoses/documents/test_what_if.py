from hireguide.diagnoses.documents.what_if import (
    build_what_if,
    kept_changes,
    marked,
    nearest_fields,
    what_if_title,
)
from tests.diagnoses.documents.results import document_of, real_rulebook, result_of

OWN = {
    "stage": "series_a",
    "employee_count": 40,
    "engineer_count": 14,
    "technology_lead": "technical_founder",
    "delivery_pain": "high",
    "delivery_owner": False,
    "management_structure": False,
}


def what_if(changes, *, own=OWN, own_dont_know=(), dont_know=()):
    then = {name: value for name, value in (own | changes).items() if value is not None}
    return build_what_if(
        own=result_of(own), then=result_of(then), rulebook=real_rulebook(), own_dont_know=own_dont_know,
        dont_know=dont_know,
    )  # fmt: skip


def test_a_change_is_told_in_words_before_and_after():
    told = what_if({"delivery_owner": True, "engineer_count": 20}).changes
    assert [(change.question, change.before, change.after) for change in told] == [
        ("Engineering team size", "14 engineers", "20 engineers"),
        ("Owner of delivery", "No", "Yes"),
    ]
    assert all(change.can_be_put_back for change in told)


def test_what_is_not_known_before_or_after_is_said_as_it_was_said():
    now, then = what_if(
        {"delivery_owner": None, "urgency": "now"}, own_dont_know=["urgency"], dont_know=["delivery_owner"]
    ).changes[::-1]
    assert (now.before, now.after) == ("I don’t know", "Now")
    assert (then.before, then.after) == ("No", "I don’t know")
    open_one = what_if({"urgency": "now"}).changes[0]
    assert open_one.before == "Not answered yet"


def test_an_answer_that_a_change_sets_aside_is_named_and_cannot_be_put_back_alone():
    lead, wish = what_if({"technology_lead": "none", "lead_wish": None}, own=OWN | {"lead_wish": "step_back"}).changes
    assert lead.can_be_put_back
    assert (wish.before, wish.after, wish.can_be_put_back) == ("Step back", "No longer asked", False)


def test_questions_that_a_change_brings_up_are_named():
    own = OWN | {"technology_lead": "none"}
    told = what_if({"technology_lead": "technical_founder"}, own=own)
    assert told.opened == ("what the technology lead wants next", "technology lead short of time")
    assert what_if({"delivery_owner": True}).opened == ()


def test_now_and_then_are_never_mixed_up():
    told = what_if({"delivery_owner": True, "management_structure": True})
    assert not told.is_same
    assert (told.now.code, told.then.code) == (result_of(OWN)["verdict"], "neither_yet")
    assert told.now.title in told.spoken or told.then.title in told.spoken
    assert told.spoken.startswith("What if: the verdict would be “Hire neither yet”.")


def test_the_ledger_says_what_comes_what_goes_and_what_stays():
    execution, strategy = what_if({"delivery_owner": True, "management_structure": True}).gaps
    own, then = (result_of(answers)["gaps"]["execution"]["points"] for answers in (
        OWN, OWN | {"delivery_owner": True, "management_structure": True},
    ))  # fmt: skip
    moved = sum(line.points for line in execution.comes) - sum(line.points for line in execution.goes)
    assert moved == then - own
    assert execution.now.startswith(f"{own} points, ")
    assert strategy.is_same


def test_the_picture_holds_both_dots_and_no_range():
    told = what_if({"delivery_owner": True, "management_structure": True})
    assert told.picture.own == {gap: result_of(OWN)["gaps"][gap]["points"] for gap in ("execution", "strategy")}
    assert told.picture.points != told.picture.own
    assert told.picture.range is None


def test_without_a_change_it_is_the_company_as_it_is():
    told = what_if({})
    assert told.is_same
    assert told.changes == ()
    assert told.title == "What if: nothing changed"
    assert told.spoken.startswith("Nothing is changed. Now: ")
    assert told.picture.own == told.picture.points


def test_a_title_names_what_is_changed_and_never_the_answers():
    assert what_if_title(["delivery_owner"]) == "What if: owner of delivery"
    assert what_if_title(["stage", "urgency"]) == "What if: company stage and how soon it is needed"
    assert what_if_title(["stage", "urgency", "delivery_owner"]) == "What if: 3 answers changed"


def test_the_answers_in_the_smallest_flips_are_nearest_the_fewest_steps_first():
    def flip(steps, *sets):
        return {"steps": steps, "sets": [[{"field": name} for name in names] for names in sets]}

    flips = {"pairing": flip(2, ("stage", "urgency")), "neither_yet": flip(1, ("urgency",), ("delivery_owner",))}
    assert nearest_fields({"flips": flips | {"other": flip(None)}}) == ("urgency", "delivery_owner", "stage")
    assert nearest_fields({}) == ()


def test_a_kept_what_if_is_marked_in_its_title_its_answers_and_its_picture():
    own, then = result_of(OWN), OWN | {"delivery_owner": True}
    changes = kept_changes(result_of(then), own, ())
    document = marked(document_of(then), own, changes)
    rows = {row.field: row.answer for group in document.answers.groups for row in group.rows}
    assert document.title.startswith("What if: ")
    assert rows["delivery_owner"] == "Yes (what if; the company’s own answer: No)"
    assert [name for name, answer in rows.items() if "what if" in answer] == ["delivery_owner"]
    assert document.picture.own is not None


def test_a_kept_what_if_does_not_remember_why_an_answer_was_missing():
    (change,) = kept_changes(result_of(OWN | {"urgency": "now"}), result_of(OWN), ())
    assert change.before == "Not known"

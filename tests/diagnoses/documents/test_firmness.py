import pytest

from hireguide.diagnoses.documents.firmness import firmness, fragile, settled_by
from tests.diagnoses.documents.results import document_of, example, result_of

PROVEN = {"neither_yet": {"steps": None, "sets": [], "capped": False, "proven": True}}
UNPROVEN = {"neither_yet": PROVEN["neither_yet"] | {"proven": False}}
STOPPED = "We stopped looking before we had tried everything, so fewer steps are not ruled out."


def flips(**sets):
    """Flips in so many steps as each of their sets has; yes and no turned round."""
    return {
        code: {"steps": len(found[0]), "capped": False, "proven": True}
        | {"sets": [[{"field": field, "from": True, "to": False} for field in each] for each in found]}
        for code, found in sets.items()
    }


def result(label, steps, found, **said):
    return {"firmness": {"label": label, "steps": steps, **said}, "flips": found}


@pytest.mark.parametrize(
    ("label", "steps", "name", "words"),
    [
        ("on_the_edge", 1, "On the edge", "a single answer turned round, or moved by one place, would"),
        ("leaning", 2, "Leaning", "two steps would give another verdict"),
        ("firm", 3, "Firm", "another verdict is three steps away, and no open answer can change this one."),
        ("firm", None, "Firm", "doing or seeing things differently would not give another verdict, and no open"),
        (
            "open",
            None,
            "Open",
            "would not give another verdict, but your answers so far do not settle it: open ones could",
        ),
        (
            "open",
            4,
            "Open",
            "another verdict is four steps away, but your answers so far do not settle it: open ones could",
        ),
    ],
)
def test_each_firmness_has_its_name_and_says_what_it_means(label, steps, name, words):
    told = firmness(result(label, steps, PROVEN))
    assert told.name == name
    assert words in told.meaning
    assert told.caveat == ""


@pytest.mark.parametrize(("said", "caveat"), [({}, ""), ({"proven": False}, STOPPED)])
def test_what_was_not_proven_is_said_only_where_it_could_be_fewer_steps(said, caveat):
    assert firmness(result("leaning", 2, UNPROVEN, **said)).caveat == caveat


def test_a_verdict_kept_without_its_firmness_tells_none():
    kept = result_of(example("ex_nobody_owns_delivery"))
    for key in ("firmness", "flips", "sufficient"):
        del kept[key]
    assert firmness(kept) is None
    assert fragile(kept) == {}
    assert settled_by(kept) == ""


def test_on_the_edge_the_answers_that_decide_alone_are_marked_with_what_they_keep_away():
    found = flips(
        neither_yet=[["delivery_owner"], ["long_view_owner"]],
        pairing=[["delivery_owner"]],
        fractional_cto_first=[["unguided_decisions", "hiring_owner"]],
    )
    assert fragile(result("on_the_edge", 1, found)) == {
        "delivery_owner": "Changed on its own, it would give “Neither yet” or “Both seats as a pair”",
        "long_view_owner": "Changed on its own, it would give “Neither yet”",
    }


def test_leaning_the_answers_that_decide_together_are_marked_and_one_that_moves_twice_decides_alone():
    found = flips(neither_yet=[["delivery_owner", "hiring_owner"]])
    found["pairing"] = {"steps": 2, "capped": False, "proven": True} | {
        "sets": [[{"field": "delivery_pain", "from": "high", "to": "low"}]]
    }
    marks = fragile(result("leaning", 2, found))
    assert marks == {
        "delivery_owner": "Changed together with one other answer, it would give “Neither yet”",
        "hiring_owner": "Changed together with one other answer, it would give “Neither yet”",
        "delivery_pain": "Changed on its own, it would give “Both seats as a pair”",
    }


@pytest.mark.parametrize("label", ["firm", "open"])
def test_where_nothing_is_near_no_answer_is_marked(label):
    assert fragile(result(label, 3, flips(neither_yet=[["delivery_owner"]]))) == {}


def test_marks_stand_at_the_answers_themselves():
    answers = example("ex_founder_stays_with_the_code")
    decides = {
        step["field"] for found in result_of(answers)["flips"].values() for each in found["sets"] for step in each
    }
    rows = [row for group in document_of(answers).answers.groups for row in group.rows]
    assert {row.field for row in rows if row.mark} == decides
    assert decides


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ([], ""),
        (None, ""),
        (["stage"], "One answer alone settles it, whatever the others are: company stage (Series A)."),
        (
            ["engineer_count", "priorities_clear"],
            "Two answers alone settle it, whatever the others are: engineering team size (2 engineers) "
            "and clear priorities and process (yes).",
        ),
        (
            ["a", "b", "c", "d", "e", "f", "g"],
            "It takes seven of your answers together to settle it; fewer would leave it open.",
        ),
    ],
)
def test_the_answers_that_settle_it_are_named_with_what_was_answered(names, sentence):
    profile = {"stage": "series_a", "engineer_count": 2, "priorities_clear": True}
    assert settled_by({"sufficient": names, "profile": profile}) == sentence


def test_a_settled_verdict_says_what_settles_it():
    assert document_of(example("ex_two_engineers")).settled_by.startswith("Two answers alone settle it")
    assert document_of(example("ex_nobody_owns_delivery")).settled_by == ""

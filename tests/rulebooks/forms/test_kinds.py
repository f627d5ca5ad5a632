import pytest

from hireguide.rulebooks.forms.kinds import (
    AdviceForm,
    CostForm,
    ExampleForm,
    ExpectationForm,
    PlanForm,
    SituationForm,
    SourceForm,
    VerdictTextForm,
)
from hireguide.rulebooks.models import Example, VerdictText
from tests.factories import make_rulebook_draft
from tests.rulebooks.forms.posting import posted

pytestmark = pytest.mark.django_db

SITUATION = {"key": "too_early", "verdict": "neither_yet", "because": "It is too early.", "sources": ["ours"]} | {
    "when__all__0__field": "stage",
    "when__all__0__op": "one_of",
    "when__all__0__value": ["pre_seed", "seed"],
}
EXPECTATION = {"key": "more_pain", "gap": "execution", "never": "lowers", "because": "Pain is pain."} | {
    "move__0__field": "delivery_pain",
    "move__0__value": ["none", "high"],
}
EXAMPLE = {"key": "calm", "verdict": "neither_yet", "also": ["pairing"], "note": ""} | {
    "profile__0__field": "engineer_count",
    "profile__0__value": "4",
    "profile__1__field": "delivery_owner",
    "profile__1__value": "yes",
}


@pytest.fixture
def draft():
    return make_rulebook_draft()


def item(form):
    assert form.is_valid(), form.said
    return form.row.item()


def said(form):
    assert not form.is_valid()
    return [(one.message, one.anchor) for one in form.said]


def test_a_situation_may_say_that_answers_are_impossible(draft):
    made = item(SituationForm(draft, None, posted(**SITUATION | {"verdict": "impossible"})))
    assert made["verdict"] == "impossible"
    assert made["when"]["all"][0]["value"] == ["pre_seed", "seed"]


def test_advice_may_ask_for_the_verdict(draft):
    inputs = {"key": "wait", "kind": "warning", "text": "Wait.", "sources": ["ours"]} | {
        "when__all__0__field": "verdict",
        "when__all__0__op": "is",
        "when__all__0__value": "pairing",
    }
    assert item(AdviceForm(draft, None, posted(**inputs)))["kind"] == "warning"
    asked = {name: value for name, value in inputs.items() if name.startswith("when")}
    assert said(SituationForm(draft, None, posted(**SITUATION | asked))) == [
        ("Choose what is asked", "id_when-all-0-field")
    ]


def test_a_source_has_no_address_and_no_year_where_they_are_left_blank(draft):
    made = item(SourceForm(draft, None, posted(key="talk", author="A", title="T", url="", year="", grade="expert")))
    assert (made["url"], made["year"], made["note"]) == (None, None, "")


def test_a_verdict_keeps_its_code_and_may_have_no_second_seat(draft):
    pairing = VerdictText.objects.get(draft=draft, key="pairing")
    form = VerdictTextForm(
        draft, pairing, posted(key="fifth", title="Both", summary="Both seats.", first="vp_engineering", second="")
    )
    assert item(form) == {"title": "Both", "summary": "Both seats.", "first": "vp_engineering"} | {
        "second": None,
        "second_when": None,
    }
    assert form.row.key == "pairing"


def test_a_cost_may_be_typed_with_commas_and_its_ends_are_in_order(draft):
    inputs = {"key": "cto_price", "seat": "fractional_cto", "unit": "usd_month", "year": "2026", "sources": ["ours"]}
    assert item(CostForm(draft, None, posted(**inputs, low="8,000", high="15,000")))["low"] == 8000
    assert said(CostForm(draft, None, posted(**inputs, low="9", high="8"))) == [
        ("High must be at least low, which is 9, not 8", "id_high")
    ]


def test_a_plan_has_a_line_for_each_thing_and_each_seat_one_plan(draft):
    days = {"days_30": "Listen.\nWrite.", "days_60": "", "days_90": "Deliver."}
    made = item(PlanForm(draft, None, posted(key="fractional_cto", **days)))
    assert made == {"30": ["Listen.", "Write."], "60": [], "90": ["Deliver."]}
    assert said(PlanForm(draft, None, posted(**days))) == [("Choose the seat", "id_key")]
    taken = said(PlanForm(draft, None, posted(key="vp_engineering", **days)))
    assert taken == [("vp_engineering is the key of another part already. Choose another", "id_key")]


def test_an_expectation_takes_its_ends_from_the_answers_of_its_question(draft):
    made = item(ExpectationForm(draft, None, posted(**EXPECTATION)))
    assert (made["field"], made["from"], made["to"]) == ("delivery_pain", "none", "high")
    yes_no = EXPECTATION | {"move__0__field": "delivery_owner", "move__0__value": ["no", "yes"]}
    assert item(ExpectationForm(draft, None, posted(**yes_no)))["from"] is False


@pytest.mark.parametrize(
    ("move", "message"),
    [
        ({"move__0__field": ""}, "Choose what is asked"),
        ({"move__0__value": ["none", ""]}, "Slipping commitments: choose from “Hardly ever”"),
        ({"move__0__value": ["high", "high"]}, "Slipping commitments: must differ from from, which is “high”"),
    ],
)
def test_what_is_wrong_with_a_move_stands_beside_it(draft, move, message):
    found = said(ExpectationForm(draft, None, posted(**EXPECTATION | move)))
    assert found[0][0].startswith(message)
    assert {anchor for _, anchor in found} == {"id_move-0-field"}


def test_an_example_is_a_line_for_each_answer(draft):
    made = item(ExampleForm(draft, None, posted(**EXAMPLE)))
    assert made["profile"] == {"engineer_count": 4, "delivery_owner": True}
    assert made["also"] == ["pairing"]


def test_what_is_wrong_with_an_answer_stands_beside_it(draft):
    wrong = {"profile__0__value": "none", "profile__2__field": "delivery_owner", "profile__2__value": "no"}
    found = said(ExampleForm(draft, None, posted(**EXAMPLE | wrong)))
    assert found == [
        ("Engineering team size: must be a whole number from 0 to 10000, not “none”", "id_profile-0-field"),
        ("Owner of delivery is answered above already. Remove one of the two", "id_profile-2-field"),
    ]


@pytest.mark.parametrize(
    ("field", "anchor"), [("", "id_profile-0-field"), ("shoe_size", "id_profile-0-field"), ("shoe size", "id_profile")]
)
def test_an_answer_without_a_question_is_told(draft, field, anchor):
    found = said(ExampleForm(draft, None, posted(**EXAMPLE | {"profile__0__field": field})))
    assert found[0][1] == anchor


def test_what_is_no_line_s_fault_stands_beside_its_field(draft):
    expected = posted(**EXPECTATION | {"because": ""})
    assert said(ExpectationForm(draft, None, expected)) == [
        ("Enter the sentence that tells other editors why", "id_because")
    ]
    assert said(ExampleForm(draft, None, posted(**EXAMPLE | {"verdict": ""}))) == [("Choose the verdict", "id_verdict")]


def test_the_name_of_an_example_s_company_stays_with_it(draft):
    Example.objects.filter(draft=draft).update(profile={"company_name": "Acme", "engineer_count": 20})
    example = Example.objects.get(draft=draft)
    form = ExampleForm(draft, example, posted(**EXAMPLE | {"key": example.key}))
    assert item(form)["profile"] == {"company_name": "Acme", "engineer_count": 4, "delivery_owner": True}

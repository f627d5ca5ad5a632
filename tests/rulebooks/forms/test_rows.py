import pytest

from hireguide.rulebooks import services
from hireguide.rulebooks.forms import FORMS
from hireguide.rulebooks.forms.kinds import EvidenceForm, SourceForm, VerdictTextForm
from hireguide.rulebooks.models import Evidence, Source
from hireguide.rules import Fault
from tests.factories import make_rulebook_draft, when
from tests.rulebooks.forms.posting import evidence_inputs, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


def row(draft, model, key):
    return model.objects.get(draft=draft, key=key)


def said(form):
    assert not form.is_valid()
    return [one.message for one in form.said]


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.__name__)
def test_a_form_posted_as_it_was_shown_changes_nothing(draft, form):
    for stored in form.model.objects.filter(draft=draft):
        shown = form(draft, stored)
        again = form(draft, stored, shown_inputs(shown))
        assert again.is_valid(), again.said
        assert again.changed == []
        assert again.row.item() == stored.item()


def shown_inputs(form):
    """What a browser posts of a form that nobody typed into."""
    inputs = {field.name: field.value() for field in form if field.value() is not None}
    inputs = {name: value if isinstance(value, list) else str(value) for name, value in inputs.items()}
    for group in form.groups:
        for line in group.lines:
            inputs |= {
                f"{line.name}-field": line.field,
                f"{line.name}-op": line.op,
                f"{line.name}-value": [*line.values],
            }
    return posted(**inputs)


def test_what_was_typed_makes_an_unsaved_row_and_the_rulebook_with_it(draft):
    form = EvidenceForm(draft, None, evidence_inputs())
    assert form.is_valid(), form.said
    assert form.row.pk is None
    assert form.row.item()["when"] == when("hiring_owner", "is", False)
    assert [rule.key for rule in form.rulebook.evidence][-1] == "slow_hiring"
    assert not Evidence.objects.filter(key="slow_hiring").exists()


def test_each_fault_stands_beside_its_field_or_its_line_and_in_the_summary(draft):
    wrong = evidence_inputs(points="9", because=" ", sources=["gossip"], when__all__0__value="high")
    form = EvidenceForm(draft, None, wrong)
    assert said(form) == [
        "Points must be a whole number from -5 to 5, not 9",
        "Enter the sentence that tells the founder why",
        "Sources must be the key of a source (ours), not “gossip”",
        "Owner of engineering hiring: choose Yes or No, not “high”",
    ]
    assert [one.anchor for one in form.said] == ["id_points", "id_because", "id_sources", "id_when-all-0-field"]
    assert form.groups[0].lines[0].errors
    assert form["points"].value() == "9"


def test_a_rule_without_a_condition_is_refused_below_the_heading(draft):
    form = EvidenceForm(draft, None, evidence_inputs(when__all__0__field=None, when__all__0__value=None))
    assert said(form) == ["Add a condition: a rule without one would always hold"]
    assert form.said[0].anchor == "id_when-all"


def test_too_few_alternatives_are_told_below_their_heading(draft):
    one = {"when__any__0__field": "stage", "when__any__0__op": "is", "when__any__0__value": "seed"}
    assert said(EvidenceForm(draft, None, evidence_inputs(**one))) == [
        "“At least one of these” must have 2 to 8 conditions, not 1"
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("", "Enter a key"),
        (
            "Slow Hiring",
            "A key is 1 to 80 lower-case letters, digits and _, a letter first: change “Slow Hiring”",
        ),
        ("slips", "slips is the key of another part already. Choose another"),
        ("too_small", "too_small is the key of another part already. Choose another"),
        ("ours", "ours is the key of another part already. Choose another"),
    ],
)
def test_a_key_that_cannot_be_or_is_taken_is_told_beside_the_key(draft, key, message):
    form = EvidenceForm(draft, None, evidence_inputs(key=key))
    assert said(form) == [message]
    assert form.said[0].anchor == "id_key"


def test_the_key_of_a_source_that_is_cited_stays(draft):
    ours = row(draft, Source, "ours")
    inputs = {"author": "We", "title": "Ours", "year": "2026", "grade": "house"}
    form = SourceForm(draft, ours, posted(key="theirs", **inputs))
    assert said(form)[0].startswith("Keep ours, or take it out of what cites it first: slips, many_engineers")


def test_the_key_of_a_new_source_is_no_other_part_s(draft):
    form = SourceForm(draft, None, posted(key="slips", author="A", title="T", grade="house"))
    assert said(form) == ["slips is the key of another part already. Choose another"]


def test_a_verdict_that_there_is_not_is_refused(draft):
    assert "is not a key here" in said(VerdictTextForm(draft, None, posted(title="Fifth", summary="Yes.")))[0]


def test_a_fault_of_another_row_stands_on_top(draft):
    form = EvidenceForm(draft, None, evidence_inputs())
    assert form.is_valid()
    form.place([Fault("situations[0].because", "must not be blank")])
    assert [(one.message, one.anchor) for one in form.said] == [("situations[0].because: must not be blank", "")]


@pytest.mark.parametrize(("typed", "revision"), [("1", 1), ("", 0), ("x", 0), ("9" * 30, 0)])
def test_the_row_carries_the_revision_that_was_read(draft, typed, revision):
    form = EvidenceForm(draft, row(draft, Evidence, "slips"), evidence_inputs(key="slips", revision=typed))
    assert form.is_valid(), form.said
    assert form.row.revision == revision


def test_a_step_keeps_what_was_typed_and_says_nothing_about_it(draft):
    form = EvidenceForm(draft, None, evidence_inputs(points="many", step="add when-any")).unjudged()
    assert form.said == []
    assert form["points"].value() == "many"
    assert len(form.groups[1].lines) == 1


def test_the_sources_to_tick_are_the_draft_s_own(draft):
    services.give_up_draft(draft, by=None, at=draft.begun_at)
    other = make_rulebook_draft()
    sources = EvidenceForm(other)["sources"]
    assert [tick.choice_label for tick in sources] == ["We, Ours"]

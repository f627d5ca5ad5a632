import json

import pytest

from hireguide.editing.models import WaitingImport
from hireguide.editing.selectors.imports import (
    Incoming,
    get_waiting,
    incoming_rulebook,
    seen,
)
from hireguide.rulebooks.selectors import draft_rulebook, open_draft
from hireguide.rulebooks.services import give_up_draft, rename_draft
from hireguide.rules import rulebook_digest
from hireguide.web.tables.faults import FileFault, FileFaultsError
from tests.editing.people import make_staff
from tests.factories import NOW, make_rulebook_draft, rulebook_text, small_rulebook

pytestmark = pytest.mark.django_db


def table(*items, faults=()):
    """A table whose first rule stands in row 2, the second in row 4 and so on."""
    return Incoming("evidence.csv", json.dumps(items), tuple(range(2, 2 + 2 * len(items), 2)), faults)


def refused(incoming, draft):
    with pytest.raises(FileFaultsError) as error:
        incoming_rulebook(incoming, draft)
    return [(fault.place, fault.message) for fault in error.value.faults]


def test_a_table_makes_the_draft_with_other_evidence():
    draft = make_rulebook_draft(name="Mine")
    rulebook = incoming_rulebook(table(*small_rulebook()["evidence"][:2]), draft)
    assert [rule.key for rule in rulebook.evidence] == ["slips", "many_engineers"]
    assert (rulebook.name, rulebook.situations) == ("Mine", draft_rulebook(draft).situations)


def test_a_table_without_a_draft_is_refused_saying_what_to_do():
    [(place, message)] = refused(table(*small_rulebook()["evidence"]), None)
    assert place == ""
    assert message.startswith("No draft is open, and a table of evidence needs one to go into. Start a draft first.")


def test_a_whole_rulebook_is_what_its_text_says_with_a_draft_and_without():
    text = rulebook_text(name="Theirs")
    for draft in (None, make_rulebook_draft()):
        assert incoming_rulebook(Incoming("rules.json", text), draft).name == "Theirs"


def test_a_rulebooks_faults_come_with_their_paths():
    places = refused(Incoming("rules.json", json.dumps(small_rulebook(name="", bands={}))), None)
    assert [place for place, _ in places] == ["name", "bands.execution", "bands.strategy"]
    assert refused(Incoming("rules.json", "{"), None)[0][0] == "line 1, column 2"


def test_each_fault_of_a_table_names_the_row_and_the_column():
    slips, many, *_ = small_rulebook()["evidence"]
    slips["points"] = 9
    many["when"]["all"][0]["value"] = -1
    many["sources"] = ["ours", "theirs"]
    assert refused(table(slips, many), make_rulebook_draft()) == [
        ("Row 2, points", "must be a whole number from -5 to 5, not 9"),
        ("Row 4, when: all[0].value", "must be a whole number from 0 to 10000, not -1"),
        ("Row 4, sources", 'must be the key of a source (ours), not "theirs"'),
    ]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("slips", '"slips" is the key of row 2 too; keys are unique across the file'),
        ("too_small", '"too_small" is the key of situations[0] too; keys are unique across a rulebook'),
        ("ours", '"ours" is the key of sources.ours too; keys are unique across the file'),
    ],
)
def test_a_key_that_is_taken_is_told_at_its_row_whoever_has_it(key, message):
    slips, many, *_ = small_rulebook()["evidence"]
    many["key"] = key
    assert refused(table(slips, many), make_rulebook_draft()) == [("Row 4, key", message)]


def test_what_stands_twice_in_a_condition_is_not_lost_on_the_way():
    text = json.dumps(small_rulebook()["evidence"][:1]).replace('"op":', '"op": "is", "op":')
    [(place, message)] = refused(Incoming("e.csv", text, (2,)), make_rulebook_draft())
    assert (place, message) == ("Row 2, when: all[0].op", "is given more than once; each key may stand once")


def test_cells_that_cannot_be_read_are_told_with_the_parsers_faults_and_without_their_echo():
    slips, _, nobody, _ = small_rulebook()["evidence"]
    slips |= {"when": None, "points": 9}
    nobody["gap"] = "growth"
    of_cells = (FileFault(2, "when", "must be JSON"), FileFault(4, "", "has 2 cells"))
    told = refused(table(slips, None, nobody, faults=of_cells), make_rulebook_draft())
    assert [place for place, _ in told] == ["Row 2, points", "Row 2, when", "Row 4", "Row 6, gap"]


def test_a_cell_that_cannot_be_read_refuses_a_table_that_would_read_without_it():
    slips = small_rulebook()["evidence"][0]
    fault = FileFault(2, "points", "cell C2 holds a formula.")
    assert refused(table(slips, faults=(fault,)), make_rulebook_draft()) == [("Row 2, points", fault.message)]


def test_too_many_rules_are_told_of_the_whole_file():
    items = [small_rulebook()["evidence"][0] | {"key": f"rule_{number}"} for number in range(301)]
    assert refused(table(*items), make_rulebook_draft())[0] == (
        "evidence",
        "must have 0 to 300 entries, not 301",
    )


def test_a_draft_looks_otherwise_as_soon_as_it_is_written_to_or_another_is_open():
    nothing = seen(open_draft())
    draft = make_rulebook_draft()
    first = seen(open_draft())
    rename_draft(draft, title="T", intent="", name="N", by=None, at=NOW)
    second = seen(open_draft())
    give_up_draft(draft, by=None, at=NOW)
    make_rulebook_draft()
    assert len({nothing, first, second, seen(open_draft())}) == 4


def test_a_file_waits_for_whoever_brought_it_alone():
    ada, ben = make_staff("editor"), make_staff("publisher")
    waiting = WaitingImport.objects.create(name="e.csv", text="[]", rows=[], by=ada, at=NOW)
    assert get_waiting(waiting.pk, by=ada) == waiting
    with pytest.raises(WaitingImport.DoesNotExist):
        get_waiting(waiting.pk, by=ben)


def test_a_rulebook_that_waits_is_the_same_rulebook():
    draft = make_rulebook_draft()
    again = incoming_rulebook(Incoming("rules.json", rulebook_text()), draft)
    assert rulebook_digest(again) == rulebook_digest(draft_rulebook(draft))

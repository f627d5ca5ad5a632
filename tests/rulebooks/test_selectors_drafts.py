import pytest

from hireguide.rulebooks.models import Advice, Band, Cell, Evidence, Plan, RulebookDraft, Source, VerdictText
from hireguide.rulebooks.selectors import (
    cited_by,
    document_of,
    document_with,
    document_without,
    draft_rulebook,
    editors_of,
    open_draft,
    part_of_path,
    read_document,
    rows_of,
)
from hireguide.rulebooks.services import give_up_draft, move_row, remove_row, rename_draft, store_rows
from hireguide.rules import RulebookError, parse_rulebook, rulebook_json
from tests.factories import ADA, BEN, CLEO, NOW, evidence, make_edition, make_rulebook_draft, make_user, small_rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_rulebook_draft()


def row_of(draft, kind, key):
    return rows_of(draft, kind).get(key=key)


def new_evidence(key="new_rule", **item):
    return Evidence(key=key).fill(evidence(key, "strategy", 2, "stage", "is", "seed") | item)


def test_there_is_an_open_draft_until_it_is_given_up(draft):
    assert open_draft() == draft
    give_up_draft(draft, by=None, at=NOW)
    assert open_draft() is None


def test_finding_the_open_draft_does_not_read_the_body_of_its_edition(django_assert_num_queries):
    edition = make_edition()
    make_rulebook_draft(base=edition, by=make_user(ADA))
    with django_assert_num_queries(1):
        draft = open_draft()
        assert (draft.base.number, draft.begun_by.email) == (1, ADA)
    assert "body" in draft.get_deferred_fields()
    assert "body" in draft.base.get_deferred_fields()


def test_a_draft_of_the_shipped_rulebook_exports_its_very_bytes(edition, rulebook_text):
    draft = make_rulebook_draft(base=edition)
    assert rulebook_json(draft_rulebook(draft)) == rulebook_json(parse_rulebook(rulebook_text)) == rulebook_text


@pytest.mark.parametrize("read", [document_of, draft_rulebook])
def test_a_draft_is_read_with_one_query(draft, read, django_assert_num_queries):
    with django_assert_num_queries(1):
        read(draft)


def test_whoever_holds_a_draft_reads_what_it_says_by_then(draft):
    held = RulebookDraft.objects.get()
    row = row_of(draft, Evidence, "slips")
    row.points = 1
    store_rows(draft, [row], by=None, at=NOW)
    assert draft_rulebook(held).evidence[0].points == 1


def test_the_same_content_is_parsed_once(draft):
    assert draft_rulebook(draft) is draft_rulebook(draft)


def test_a_document_with_an_unsaved_row_ends_with_it_and_stores_nothing(draft):
    document = document_with(draft, new_evidence())
    assert document["evidence"] == [*document_of(draft)["evidence"], new_evidence().item()]
    assert rows_of(draft, Evidence).count() == 4


def test_a_document_with_a_changed_row_has_it_in_its_place(draft):
    row = row_of(draft, Evidence, "many_engineers")
    row.key, row.points = "renamed", 3
    document = document_with(draft, row)
    assert [rule["key"] for rule in document["evidence"]] == ["slips", "renamed", "nobody_decides", "board_asks"]
    assert document_of(draft)["evidence"][1]["key"] == "many_engineers"


def test_a_document_with_several_rows_has_them_all(draft):
    source = Source(key="theirs").fill(small_rulebook()["sources"]["ours"])
    document = document_with(draft, new_evidence(sources=["theirs"]), source)
    assert read_document(document).evidence[-1].sources == ("theirs",)


def test_a_key_that_a_list_has_already_is_the_parsers_to_refuse(draft):
    with pytest.raises(RulebookError) as refused:
        read_document(document_with(draft, new_evidence("slips")))
    [fault] = refused.value.faults
    assert (fault.path, '"slips" is the key of evidence[0].key too' in fault.message) == ("evidence[4].key", True)


def test_a_key_that_another_source_has_already_is_refused(draft):
    with pytest.raises(RulebookError, match=r"^sources\.ours: ours is the key of another already\. Choose another\.$"):
        document_with(draft, Source(key="ours").fill(small_rulebook()["sources"]["ours"]))


def test_a_document_without_a_row_has_all_the_others(draft):
    document = document_without(draft, row_of(draft, Evidence, "slips"))
    assert [rule["key"] for rule in document["evidence"]] == ["many_engineers", "nobody_decides", "board_asks"]
    assert document["situations"] == document_of(draft)["situations"]


@pytest.mark.parametrize(
    ("kind", "key", "path"),
    [
        (Cell, "some.large", "grid.some.large"),
        (Band, "strategy", "bands.strategy"),
        (VerdictText, "pairing", "verdicts.pairing"),
    ],
)
def test_without_a_row_that_every_rulebook_has_the_document_is_refused_by_name(draft, kind, key, path):
    with pytest.raises(RulebookError) as refused:
        read_document(document_without(draft, row_of(draft, kind, key)))
    assert refused.value.faults[0].path == path
    assert refused.value.faults[0].message.startswith("is missing; required are ")


def test_what_cites_a_source_is_found_in_every_kind_of_row(draft):
    assert {(row.part, row.key) for row in cited_by(draft, row_of(draft, Source, "ours"))} == {
        *(("evidence", key) for key in ("slips", "many_engineers", "nobody_decides", "board_asks")),
        *(("situations", key) for key in ("too_small", "nobody_hurt")),
        ("advice", "settle_first"),
        ("costs", "vp_price"),
    }
    store_rows(draft, [Source(key="idle").fill(small_rulebook()["sources"]["ours"])], by=None, at=NOW)
    assert cited_by(draft, row_of(draft, Source, "idle")) == []


def test_editors_are_who_began_renamed_changed_added_moved_or_removed_each_once():
    people = [make_user(email) for email in (ADA, BEN, CLEO, "dan@example.com", "eve@example.com", "fay@example.com")]
    began, renamed, changed, moved, removed, _ = people
    draft = make_rulebook_draft(by=began)
    assert list(editors_of(draft)) == [began]
    rename_draft(draft, title="T", intent="", name="N", by=renamed, at=NOW)
    row = row_of(draft, Evidence, "slips")
    row.points = 4
    store_rows(draft, [row, new_evidence()], by=changed, at=NOW)
    move_row(draft, row_of(draft, Evidence, "slips"), up=False, by=moved, at=NOW)
    remove_row(draft, row_of(draft, Advice, "settle_first"), by=removed, at=NOW)
    assert set(editors_of(draft)) == {began, renamed, changed, moved, removed}


def test_editors_of_one_draft_are_not_those_of_the_next():
    ada, ben = make_user(ADA), make_user(BEN)
    first = make_rulebook_draft(by=ada)
    give_up_draft(first, by=ada, at=NOW)
    second = make_rulebook_draft(by=ben)
    assert (list(editors_of(first)), list(editors_of(second))) == ([ada], [ben])


@pytest.mark.parametrize(
    ("path", "kind", "key"),
    [
        ("evidence[3].when.all[0].value", Evidence, "board_asks"),
        ("evidence[0]", Evidence, "slips"),
        ("sources.ours.year", Source, "ours"),
        ("grid.none.large.because", Cell, "none.large"),
        ("bands.execution[1]", Band, "execution"),
        ("verdicts.vp_engineering_first.second_when", VerdictText, "vp_engineering_first"),
        ("plans.vp_engineering.30[0]", Plan, "vp_engineering"),
    ],
)
def test_a_faults_path_leads_to_the_row_that_it_speaks_of(draft, path, kind, key):
    assert part_of_path(draft, path) == row_of(draft, kind, key)


@pytest.mark.parametrize(
    "path",
    [
        *("", "name", "format", "questions.stage", "evidence", "evidence[4].key", "[0]", "line 1, column 2"),
        *("grid", "grid.none", "grid.none.huge", "bands", "sources.theirs", 'sources["a b"]'),
    ],
)
def test_a_path_that_is_of_no_one_row_leads_nowhere(draft, path):
    assert part_of_path(draft, path) is None

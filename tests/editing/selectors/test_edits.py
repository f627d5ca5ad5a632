import pytest
from django.utils import timezone

from hireguide.editing.models import AuditEntry
from hireguide.editing.selectors.edits import audit_entries, edits_since
from hireguide.editing.services.audit import record
from hireguide.rulebooks.models import Example, Situation
from hireguide.rulebooks.services import move_row, remove_row, rename_draft, store_rows
from tests.factories import NOW, make_edition, make_rulebook_draft, make_user

pytestmark = pytest.mark.django_db


def told(draft, moment):
    return [(edit.part, edit.key, edit.done, edit.who) for edit in edits_since(draft, moment)]


def test_edits_are_told_latest_first_with_who_did_what():
    ada = make_user("ada@example.com")
    draft = make_rulebook_draft(by=ada)
    moment = timezone.now()
    assert edits_since(draft, moment) == []
    rename_draft(draft, title="T", intent="", name=draft.name, by=ada, at=NOW)
    row = Example(key="another", verdict="pairing", profile={"stage": "seed"})
    store_rows(draft, [row], by=None, at=NOW)
    remove_row(draft, row, by=ada, at=NOW)
    assert told(draft, moment) == [
        ("examples", "another", "removed", "ada@example.com"),
        ("examples", "another", "added", ""),
        ("", "", "changed", "ada@example.com"),
    ]
    later = timezone.now()
    move_row(draft, Situation.objects.filter(draft=draft)[0], up=False, by=ada, at=NOW)
    assert {(part, done) for part, _, done, _ in told(draft, later)} == {("situations", "changed")}


def test_the_audit_list_is_newest_first_and_of_one_draft_where_that_is_asked(django_assert_num_queries):
    draft = make_rulebook_draft(base=make_edition())
    first = record(AuditEntry.Action.START, who=None, at=NOW, draft=draft, edition=draft.base)
    second = record(AuditEntry.Action.ROLL_BACK, who=None, at=NOW, edition=draft.base)
    with django_assert_num_queries(1):
        listed = list(audit_entries())
        assert [entry.edition.number for entry in listed] == [1, 1]
    assert listed == [second, first]
    assert list(audit_entries(draft)) == [first]

from functools import partial

import pytest

from hireguide.editing.models import AuditEntry
from hireguide.editing.services.drafts import abandon_draft, begin_draft, begin_draft_from_text
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.services import DraftIsClosedError, DraftIsOpenError
from hireguide.rules import RulebookError
from tests.factories import NOW, make_edition, make_user, rulebook_text
from tests.threads import at_once


def entries():
    return list(AuditEntry.objects.values_list("action", "note"))


@pytest.mark.django_db
def test_a_draft_begun_and_given_up_stands_in_the_audit_list():
    edition, ada = make_edition(), make_user("ada@example.com")
    draft = begin_draft(edition, title="A change", intent="Why", by=ada, at=NOW)
    assert (draft.base, draft.intent, draft.begun_by) == (edition, "Why", ada)
    closed = abandon_draft(draft, by=None, at=NOW)
    assert closed.state == RulebookDraft.State.GIVEN_UP
    assert entries() == [("give_up", "A change"), ("start", "A change")]
    with pytest.raises(DraftIsClosedError):
        abandon_draft(draft, by=None, at=NOW)
    assert len(entries()) == 2


@pytest.mark.django_db
def test_a_draft_from_a_file_replaces_the_edition_that_it_names():
    edition = make_edition()
    draft = begin_draft_from_text(rulebook_text(name="A file"), title="From a file", base=edition, by=None, at=NOW)
    assert (draft.name, draft.base) == ("A file", edition)
    assert entries() == [("start", "From a file")]


@pytest.mark.django_db
def test_a_file_that_is_no_rulebook_leaves_no_trace():
    with pytest.raises(RulebookError):
        begin_draft_from_text("{}", title="Broken", base=None, by=None, at=NOW)
    assert not RulebookDraft.objects.exists()
    assert entries() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_the_same_moment_one_is_told_of_the_other():
    edition = make_edition()
    outcomes = at_once(*[partial(begin_draft, edition, title=title, by=None, at=NOW) for title in ("One", "Other")])
    [draft] = [outcome for outcome in outcomes if isinstance(outcome, RulebookDraft)]
    [refused] = [outcome for outcome in outcomes if isinstance(outcome, DraftIsOpenError)]
    assert refused.draft == draft == RulebookDraft.objects.get()
    assert entries() == [("start", draft.title)]

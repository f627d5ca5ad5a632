import json
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from hireguide.editing.models import Approval, AuditEntry
from hireguide.editing.selectors.gates import GateName, content_of
from hireguide.editing.services.drafts import abandon_draft, begin_draft_from_text
from hireguide.editing.services.publishing import (
    DraftChangedError,
    OwnWorkError,
    RefusedByGatesError,
    approve,
    publish,
    roll_back,
    withdraw_approval,
)
from hireguide.rulebooks.models import Edition, Evidence, RulebookDraft
from hireguide.rulebooks.services import DraftIsClosedError, store_rows
from hireguide.rules import catalogue_digest, parse_rulebook, rulebook_digest, rulebook_json
from tests.editing.people import make_staff
from tests.factories import NOW, evidence, make_edition, make_rulebook_draft, make_user, rulebook_text
from tests.threads import at_once

LATER = NOW + timedelta(days=1)


def edit(draft, by=None, points=3):
    row = Evidence.objects.get(draft=draft, key="slips")
    row.points = points
    return store_rows(draft, [row], by=by, at=NOW)


def publish_as_seen(draft, *, by=None, note="", **how):
    return publish(draft, by=by, at=LATER, note=note, digest=content_of(draft).digest, **how)


@pytest.fixture
def draft(db, proved):
    """A draft that differs from edition 1, and that every gate lets through."""
    draft = make_rulebook_draft(base=make_edition(), by=make_user("author@example.com"))
    edit(draft, by=draft.begun_by)
    return draft


def test_publishing_stores_what_the_draft_says_and_who_stands_behind_it(draft):
    publisher, approver = make_staff("publisher"), make_staff("approver")
    digest = content_of(draft).digest
    approve(draft, by=approver, at=NOW, digest=digest)
    edition = publish_as_seen(draft, by=publisher, note="Slips weigh less.")
    edition.refresh_from_db()
    assert (edition.number, edition.digest, edition.note) == (2, digest, "Slips weigh less.")
    assert edition.body == rulebook_json(parse_rulebook(edition.body))
    assert json.loads(edition.body)["evidence"][0]["points"] == 3
    assert (edition.published_by, edition.author, edition.approved_by) == (publisher, draft.begun_by, approver)
    assert (edition.published_at, edition.restores) == (LATER, None)
    assert edition.catalogue_digest == catalogue_digest()
    assert edition.core_version
    draft.refresh_from_db()
    assert (draft.state, draft.edition, draft.closed_at) == (RulebookDraft.State.PUBLISHED, edition, LATER)
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.who, entry.draft, entry.edition) == ("publish", publisher, draft, edition)


def test_a_shut_gate_refuses_with_its_reason_and_leaves_the_draft_open(draft):
    make_edition(at=LATER, name="Published meanwhile")
    with pytest.raises(RefusedByGatesError) as refused:
        publish_as_seen(draft)
    assert [gate.name for gate in refused.value.gates] == [GateName.BASE]
    assert "edition 2 is current" in refused.value.reasons[0]
    draft.refresh_from_db()
    assert draft.is_open
    assert Edition.objects.count() == 2
    assert not AuditEntry.objects.exists()


def test_an_edition_published_meanwhile_is_replaced_only_by_its_number(draft):
    make_edition(at=LATER, name="Published meanwhile")
    edition = publish_as_seen(draft, replaces=2)
    assert edition.number == 3


def test_what_was_edited_since_it_was_looked_at_is_not_published(draft):
    seen = content_of(draft).digest
    edit(draft, points=2)
    with pytest.raises(DraftChangedError, match="has been edited since"):
        publish(draft, by=None, at=LATER, note="", digest=seen)
    assert Edition.objects.count() == 1


def test_a_draft_that_no_longer_reads_is_refused(draft):
    too_many = rulebook_text(evidence=[evidence("slips", "execution", 99, "engineer_count", "at_least", 15)])
    RulebookDraft.objects.update(body=too_many)  # as it was well formed to a reader of before
    with pytest.raises(RefusedByGatesError, match=r"evidence\[0\].points"):
        publish_as_seen(draft)


def test_a_draft_given_up_is_not_published(draft):
    abandon_draft(draft, by=draft.begun_by, at=LATER)
    with pytest.raises(DraftIsClosedError, match="given up"):
        publish_as_seen(draft)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["give_up"]


def test_the_real_rulebook_is_proved_and_published(db, rulebook_text):
    draft = begin_draft_from_text(rulebook_text, title="The first", base=None, by=None, at=NOW)
    edition = publish_as_seen(draft)
    assert edition.digest == rulebook_digest(parse_rulebook(rulebook_text))
    assert list(AuditEntry.objects.values_list("action", "note")) == [("publish", ""), ("start", "The first")]


def test_a_rulebook_that_does_not_hold_is_refused_by_its_proofs(db):
    draft = make_rulebook_draft()
    with pytest.raises(RefusedByGatesError) as refused:
        publish_as_seen(draft)
    assert [gate.name for gate in refused.value.gates] == [GateName.PROOFS]
    assert not Edition.objects.exists()


class TestApproving:
    def test_it_is_of_what_was_looked_at_and_twice_is_once(self, draft):
        approver, digest = make_staff("approver"), content_of(draft).digest
        first = approve(draft, by=approver, at=NOW, digest=digest)
        assert approve(draft, by=approver, at=LATER, digest=digest) == first
        assert first.at == NOW
        assert AuditEntry.objects.filter(action="approve", who=approver).count() == 1
        edit(draft, points=2)
        with pytest.raises(DraftChangedError):
            approve(draft, by=approver, at=LATER, digest=digest)

    def test_whoever_began_or_edited_the_draft_is_refused(self, draft):
        helper, digest = make_staff("editor"), content_of(edit(draft, points=2)).digest
        edit(draft, by=helper, points=4)
        for author in (draft.begun_by, helper):
            with pytest.raises(OwnWorkError):
                approve(draft, by=author, at=LATER, digest=digest)
        assert not Approval.objects.exists()

    def test_it_can_be_withdrawn_until_the_draft_is_published(self, settings, draft):
        settings.PUBLISHING_NEEDS_APPROVAL = True
        approver = make_staff("approver")
        approve(draft, by=approver, at=NOW, digest=content_of(draft).digest)
        assert withdraw_approval(draft, by=approver, at=LATER)
        assert not withdraw_approval(draft, by=approver, at=LATER)
        assert AuditEntry.objects.filter(action="withdraw", who=approver).count() == 1
        with pytest.raises(RefusedByGatesError, match="must approve"):
            publish_as_seen(draft)
        approve(draft, by=approver, at=LATER, digest=content_of(draft).digest)
        publish_as_seen(draft)
        with pytest.raises(DraftIsClosedError):
            withdraw_approval(draft, by=approver, at=LATER)


class TestRollingBack:
    @pytest.fixture
    def editions(self, db, proved):
        return [make_edition(), make_edition(name="The second")]

    def test_it_makes_a_new_edition_of_the_old_ones_content_byte_for_byte(self, editions):
        publisher = make_staff("publisher")
        edition = roll_back(1, by=publisher, at=LATER, note="The second was wrong.", replaces=2)
        edition.refresh_from_db()
        assert (edition.number, edition.restores, edition.published_by) == (3, editions[0], publisher)
        assert edition.body == editions[0].body
        assert edition.digest == editions[0].digest
        entry = AuditEntry.objects.get()
        assert (entry.action, entry.who, entry.edition) == ("roll_back", publisher, edition)

    def test_what_is_current_or_not_there_is_refused(self, editions):
        with pytest.raises(RefusedByGatesError, match="just what edition 2 says"):
            roll_back(2, by=None, at=LATER, note="")
        with pytest.raises(Edition.DoesNotExist):
            roll_back(7, by=None, at=LATER, note="")
        assert Edition.objects.count() == 2

    def test_twice_is_refused_because_it_is_current_then(self, editions):
        roll_back(1, by=None, at=LATER, note="", replaces=2)
        with pytest.raises(RefusedByGatesError):
            roll_back(1, by=None, at=LATER, note="", replaces=2)
        assert Edition.objects.count() == 3


def test_an_old_edition_that_no_longer_proves_is_not_brought_back(db):
    make_edition()
    make_edition(name="The second")
    with pytest.raises(RefusedByGatesError) as refused:
        roll_back(1, by=None, at=LATER, note="")
    assert {gate.name for gate in refused.value.gates} == {GateName.PROOFS}


def outcomes_of(*calls):
    """What was returned and what was raised, by calls made at the same moment."""
    outcomes = at_once(*calls)
    return [one for one in outcomes if not isinstance(one, Exception)], [
        one for one in outcomes if isinstance(one, Exception)
    ]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_the_same_moment_make_one_edition_and_the_second_is_told_which(draft):
    assert connection.vendor == "postgresql"
    one, other = make_staff("publisher"), make_staff("approver")
    digest = content_of(draft).digest
    calls = [partial(publish, draft, by=by, at=LATER, note=str(by), digest=digest) for by in (one, other)]
    [edition], [refused] = outcomes_of(*calls)
    assert isinstance(refused, DraftIsClosedError)
    assert refused.draft.edition == edition == Edition.objects.first()
    assert Edition.objects.count() == 2
    assert AuditEntry.objects.filter(action="publish").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", range(3))
def test_an_edit_at_the_moment_of_publishing_is_either_refused_or_stops_it(draft, again):
    digest = content_of(draft).digest
    calls = [partial(publish, draft, by=None, at=LATER, note="", digest=digest), partial(edit, draft, points=2)]
    [done], [refused] = outcomes_of(*calls)
    draft.refresh_from_db()
    if isinstance(done, Edition):
        assert isinstance(refused, DraftIsClosedError)
        assert done.digest == digest == content_of(draft).digest
    else:
        assert isinstance(refused, DraftChangedError)
        assert draft.is_open
        assert Edition.objects.count() == 1
        assert content_of(draft).digest != digest


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_publishing_and_rolling_back_at_the_same_moment_never_undo_each_other_unseen(draft):
    make_edition(name="The second")
    make_edition(name="The third")
    calls = [
        partial(publish_as_seen, draft, replaces=3),
        partial(roll_back, 2, by=None, at=LATER, note="", replaces=3),
    ]
    [edition], [refused] = outcomes_of(*calls)
    assert isinstance(refused, RefusedByGatesError)
    assert edition.number == Edition.objects.count() == 4


def test_nothing_but_publishing_writes_an_edition():
    product = Path(__file__).parents[3] / "hireguide"
    sources = {path: path.read_text("utf-8") for path in product.rglob("*.py") if "migrations" not in path.parts}
    callers = {str(path.relative_to(product)) for path, source in sources.items() if "store_edition(" in source}
    makers = {str(path.relative_to(product)) for path, source in sources.items() if "Edition.objects.create" in source}
    assert makers == {"rulebooks/services/publishing.py"}
    assert callers == makers | {"editing/services/publishing.py"}

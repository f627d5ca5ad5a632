"""A rulebook's file made a draft and published through every gate, in one go and without anybody at a page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hireguide.editing.selectors.gates import GateName, standing_of
from hireguide.editing.services.drafts import abandon_draft, begin_draft_from_text
from hireguide.editing.services.publishing import DraftChangedError, RefusedByGatesError, publish
from hireguide.editing.services.replay import replay_now
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, open_draft
from hireguide.rulebooks.services import DraftIsClosedError, DraftIsOpenError, check_rulebook
from hireguide.rules import parse_rulebook, rulebook_digest

Clock = Callable[[], datetime]


class AwaitsApprovalError(Exception):
    """Nothing but somebody's approval stands against publishing; `draft` stays open for it."""

    def __init__(self, draft: RulebookDraft) -> None:
        self.draft = draft
        super().__init__(
            f"awaits approval. Somebody who has not edited it must approve it as it is now; the draft “{draft.title}” "
            "stays open until then."
        )


def publish_file(text: str, *, title: str, note: str, clock: Clock) -> Edition:
    """Publish what a rulebook's file says, or return the current edition if that says the same.

    The draft that it becomes on the way is taken back when a gate refuses it. It stays open only where it awaits
    approval, and the same file goes on with it then. It is replayed, where that is needed, here and to the end.
    Raises RulebookError, RefusedRulebookError, DraftIsOpenError while another draft is open, RefusedByGatesError and
    AwaitsApprovalError.
    """
    digest, current = rulebook_digest(parse_rulebook(text)), current_edition()
    if current and current.digest == digest:
        return current
    draft = open_draft()
    if draft is not None and rulebook_digest(draft_rulebook(draft)) != digest:
        raise DraftIsOpenError(draft)
    check_rulebook(text)
    file = _File(text, digest, title, note, clock)
    try:
        return file.go_on_with(draft) if draft else file.begin()
    except RefusedByGatesError:
        current = current_edition()
        if current and current.digest == digest:  # somebody was quicker with the same
            return current
        raise


@dataclass(frozen=True, slots=True)
class _File:
    """A rulebook's file on its way to an edition."""

    text: str
    digest: str
    title: str
    note: str
    clock: Clock

    def begin(self) -> Edition:
        """Make it a draft and publish that: all in one where there is nothing to replay, so that a draft that is
        refused, or a machine that stops, leaves none."""
        with transaction.atomic():
            draft = begin_draft_from_text(
                self.text, title=self.title, intent=self.note, base=None, by=None, at=self.clock()
            )
            wants_replay = _wants_replay(draft)
            edition = None if wants_replay else self._published(draft)
        if wants_replay:
            with _taken_back(draft, self.clock):
                edition = self._replayed_and_published(draft)
        return _told(edition, draft)

    def go_on_with(self, draft: RulebookDraft) -> Edition:
        """Publish an open draft that says the same."""
        return _told(self._replayed_and_published(draft), draft)

    def _replayed_and_published(self, draft: RulebookDraft) -> Edition | None:
        if _wants_replay(draft):
            replay_now(draft, by=None, at=self.clock(), clock=self.clock)
        return self._published(draft)

    def _published(self, draft: RulebookDraft) -> Edition | None:
        """The edition that the draft becomes; None where nothing but approval stands against it."""
        try:
            return publish(draft, by=None, at=self.clock(), note=self.note, digest=self.digest)
        except RefusedByGatesError as error:
            if [gate.name for gate in error.gates] == [GateName.APPROVAL]:
                return None
            raise


def _told(edition: Edition | None, draft: RulebookDraft) -> Edition:
    if edition is None:
        raise AwaitsApprovalError(draft)
    return edition


def _wants_replay(draft: RulebookDraft) -> bool:
    return any(gate.name == GateName.REPLAY for gate in standing_of(draft).shut)


@contextmanager
def _taken_back(draft: RulebookDraft, clock: Clock) -> Iterator[None]:
    """Give the draft up should it come to nothing, unless it is somebody else's work by now."""
    try:
        yield
    except (DraftChangedError, DraftIsClosedError):
        raise
    except BaseException:
        abandon_draft(draft, by=None, at=clock())
        raise

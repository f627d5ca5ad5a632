"""Writes of replays: begun, done step by step under a lease, stopped. Any step may be the last of the one who does it.

A step judges some diagnoses and stores what changed, the counts and how far it got in one transaction. So a diagnosis
counts once, whoever is killed and whoever goes on.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice, tee

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string

from hireguide.accounts.models import User
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.editing.models import AuditEntry, Replay, ReplayedChange
from hireguide.editing.selectors.replay import highest_kept, is_outdated, kept_in_order, replay_of
from hireguide.editing.services import audit
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, rulebook_of
from hireguide.rulebooks.services import lock_draft
from hireguide.rules import Difference, changes, parse_rulebook, rulebook_digest, rulebook_json

Clock = Callable[[], datetime]
State = Replay.State
_UNDER_WAY = (State.WAITING, State.RUNNING)
# Of a draft so many replays stay beside the last: whoever takes an edit back finds the one of before.
_KEPT_BESIDE = 4
_PROGRESS = (
    *("last_id", "judged", "changed", "counts", "total"),
    *("state", "worker", "leased_until", "finished_at"),
)


class NothingToCompareError(Exception):
    """A replay was to be begun before anything is published: there is no verdict to compare with."""

    def __init__(self) -> None:
        super().__init__("Nothing has been published yet, so there is no verdict that a draft could change.")


@transaction.atomic
def open_replay(draft: RulebookDraft, *, by: User | None, at: datetime) -> Replay:
    """The replay of what the draft says now beside the current edition: the one there is, or a new one that waits.

    One that was stopped waits again and will go on where it was. Nobody is told to do it: `tasks.begin_replay` tells a
    worker, `replay_now` does it. Raises NothingToCompareError, DraftIsClosedError.
    """
    draft = lock_draft(draft)
    edition = current_edition()
    if edition is None:
        raise NothingToCompareError
    replay = replay_of(draft)
    if replay is None:
        rulebook, highest = draft_rulebook(draft), highest_kept()
        return Replay.objects.create(
            draft=draft,
            version=draft.version,
            digest=rulebook_digest(rulebook),
            body=rulebook_json(rulebook),
            against=edition,
            total=kept_diagnoses().filter(pk__lte=highest).count(),
            highest_id=highest,
            begun_by=by,
            begun_at=at,
        )
    if replay.is_under_way:
        return replay  # its row is its worker's: one who finishes it waits for the draft's, which is held here
    if replay.version != draft.version:
        replay.version = draft.version
        replay.save(update_fields=["version"])
    if replay.state == State.STOPPED:
        _set_aside(replay, State.WAITING)
    return replay


def replay_now(draft: RulebookDraft, *, by: User | None, at: datetime, clock: Clock | None = None) -> Replay:
    """Replay what the draft says now, here and to the end, taking it over from whoever is at it; returns it finished.

    `clock` tells the time as it goes on; without one it stands still at `at`. The replay is not finished only where
    somebody stopped it or edited the draft meanwhile. Raises as `open_replay`.
    """
    replay = open_replay(draft, by=by, at=at)
    return run_replay(replay.pk, worker=f"here-{get_random_string(20)}", clock=clock or (lambda: at), take_over=True)


def run_replay(replay_id: int, *, worker: str, clock: Clock, take_over: bool = False) -> Replay:
    """Go on with a replay until it is finished, stopped, outdated or somebody else's; returns it as it is then.

    `worker` names who holds the lease, as nobody else does. While another holds it nothing is done, unless `take_over`.
    Raises Replay.DoesNotExist, and what judging raises: then the replay is stopped, and says why.
    """
    if not _take_lease(replay_id, worker, clock(), take_over=take_over):
        return Replay.objects.get(pk=replay_id)
    work = _Work(Replay.objects.select_related("draft", "against").get(pk=replay_id), worker, clock)
    try:
        while work.step():
            pass
    except DatabaseError:
        raise  # nothing can be written just now; whoever finds the lease lapsed goes on
    except Exception as error:
        _give_up(work, error)
        raise
    return work.replay


@transaction.atomic
def stop_replay(replay: Replay, *, by: User | None, at: datetime) -> Replay:
    """Stop a replay that waits or runs, what it has found so far kept; a finished one stays finished."""
    held = Replay.objects.select_for_update(of=("self",)).get(pk=replay.pk)
    if held.is_under_way:
        _set_aside(held, State.STOPPED)
        note = f"stopped after {held.judged:,} of {held.total:,} kept diagnoses"
        audit.record(AuditEntry.Action.REPLAY, who=by, at=at, draft=held.draft, edition=held.against, note=note)
    return held


def _set_aside(replay: Replay, state: Replay.State, trouble: str = "") -> None:
    """Nobody's for now."""
    replay.state, replay.trouble, replay.worker, replay.leased_until = state, trouble, "", None
    replay.save(update_fields=["state", "trouble", "worker", "leased_until"])


def _lease() -> timedelta:
    return timedelta(seconds=settings.REPLAY_LEASE_SECONDS)


def _take_lease(replay_id: int, worker: str, now: datetime, *, take_over: bool) -> bool:
    """Whether the replay is now this worker's to do: one statement, so that only one of two gets it."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    waiting = Replay.objects.filter(pk=replay_id, state__in=_UNDER_WAY)
    taken = (waiting if take_over else waiting.filter(free)).update(
        state=State.RUNNING, worker=worker, leased_until=now + _lease()
    )
    return taken == 1


@transaction.atomic
def _give_up(work: "_Work", error: Exception) -> None:
    """Stop a replay that can't be judged: another try would break at the same diagnosis."""
    held = work.held()
    if held is not None:
        _set_aside(held, State.STOPPED, f"It broke off after diagnosis {held.last_id}: {type(error).__name__}: {error}")


@dataclass
class _Work:
    """One worker's turn at a replay. `seen`: how draft and editions stood when it was last found to be of use."""

    replay: Replay
    worker: str
    clock: Clock
    seen: object = None

    @cached_property
    def judged(self) -> Iterator[tuple[int, Difference | None]]:
        """The diagnoses that are left, each with how its verdict changes, judged as they are taken from this."""
        start = self.replay.last_id
        kept, asked = tee(kept_in_order(after=start, highest=self.replay.highest_id, chunk=settings.REPLAY_STEP))
        rulebooks = rulebook_of(self.replay.against), parse_rulebook(self.replay.body)
        found = changes(*rulebooks, (diagnosis.facts for diagnosis in asked))
        return ((diagnosis.pk, one) for diagnosis, one in zip(kept, found, strict=True))

    def step(self) -> bool:
        """Judge the next diagnoses and store what they give; False when there is nothing left for this worker."""
        judged = list(islice(self.judged, settings.REPLAY_STEP))
        outdated = self._outdated()
        with transaction.atomic():
            held = self.held()
            if held is None:
                self.replay.refresh_from_db()
                return False
            self.replay = held
            if outdated:
                _set_aside(held, State.STOPPED)
                return False
            _store_changes(held, {pk: one for pk, one in judged if one is not None})
            if judged:
                held.last_id = judged[-1][0]
                held.judged += len(judged)
                held.leased_until = self.clock() + _lease()
            else:
                self._finish(held)
            held.save(update_fields=_PROGRESS)
        return bool(judged)

    def held(self) -> Replay | None:
        """The replay, locked, if it is still this worker's and nobody has gone on with it; None if not."""
        running = (
            Replay.objects.select_for_update(of=("self",))
            .select_related("draft", "against")
            .defer("body", "against__body")
        )
        mine = running.filter(state=State.RUNNING, worker=self.worker, last_id=self.replay.last_id)
        return mine.filter(pk=self.replay.pk).first()

    def _outdated(self) -> bool:
        """Whether this replay is of use to nobody any more. The draft is read again only when something has moved."""
        edition, drafts = current_edition(), RulebookDraft.objects.filter(pk=self.replay.draft_id)
        stands = (edition and edition.pk, *drafts.values_list("version", "state"))
        if stands == self.seen:
            return False
        self.seen = stands
        return is_outdated(self.replay)

    def _finish(self, held: Replay) -> None:
        """The diagnoses that were deleted before they were judged are no part of it."""
        held.state, held.worker, held.leased_until = State.DONE, "", None
        held.total, held.finished_at = held.judged, self.clock()
        note = f"{held.changed:,} of {held.judged:,} kept diagnoses would change"
        audit.record(
            AuditEntry.Action.REPLAY,
            who=held.begun_by,
            at=held.finished_at,
            draft=held.draft,
            edition=held.against,
            note=note,
        )
        old = held.draft.replays.order_by("-begun_at", "-pk").exclude(pk=held.pk)[_KEPT_BESIDE:]
        Replay.objects.filter(pk__in=[replay.pk for replay in old]).exclude(state__in=_UNDER_WAY).delete()


def _store_changes(replay: Replay, changed: dict[int, Difference]) -> None:
    """Add what changed to the list and to the counts; a diagnosis that was deleted since it was read is counted only.

    Those that are there are held until the transaction ends, so that none is deleted under its row.
    """
    if not changed:
        return
    counts = Counter({(start, end, rule): number for start, end, rule, number in replay.counts})
    counts.update((one.start, one.end, rule) for one in changed.values() for rule in ("", *one.rules))
    replay.counts = [[*key, number] for key, number in counts.items()]
    there = kept_diagnoses().select_for_update(no_key=True).filter(pk__in=changed).values_list("pk", flat=True)
    ReplayedChange.objects.bulk_create(
        ReplayedChange(replay=replay, diagnosis_id=pk, start=one.start, end=one.end, rules=f" {' '.join(one.rules)} ")
        for pk, one in ((pk, changed[pk]) for pk in there)
    )
    replay.changed += len(changed)

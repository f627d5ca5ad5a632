"""Reads of replays: the one of a draft as it is now, the diagnoses to judge, and what was found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import starmap
from typing import NamedTuple

from django.db.models import F, QuerySet

from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.editing.models import Replay, ReplayedChange
from hireguide.rulebooks.models import Band, Cell, Edition, Evidence, Row, RulebookDraft, Situation
from hireguide.rulebooks.selectors import current_edition, draft_rulebook, rows_of
from hireguide.rules import CATALOGUE, Facts, rulebook_digest

_FIELDS = tuple(field.name for field in CATALOGUE)
_COLUMNS = tuple(f"profile__{name}" for name in _FIELDS)


def replay_of(draft: RulebookDraft) -> Replay | None:
    """The replay of exactly what the draft says now, beside what is current now; None where there is none."""
    edition = current_edition()
    if edition is None:
        return None
    replays = _replays(draft).filter(against__digest=edition.digest)
    # Where the draft has not been written to since, its version says so without reading all of it.
    known = _furthest(replays.filter(version=F("draft__version")))
    return known or _furthest(replays.filter(digest=rulebook_digest(draft_rulebook(draft))))


def latest_replay(draft: RulebookDraft) -> Replay | None:
    """The replay that was begun last, of whatever the draft said then; None where there is none."""
    return _replays(draft).first()


def _furthest(replays: QuerySet[Replay]) -> Replay | None:
    return min(replays, key=lambda replay: replay.state != Replay.State.DONE, default=None)


def _replays(draft: RulebookDraft) -> QuerySet[Replay]:
    return draft.replays.select_related("against", "begun_by").defer("body", "against__body")


def is_outdated(replay: Replay) -> bool:
    """Whether nobody can use it any more: the draft was edited or closed, or another edition is current."""
    edition = current_edition()
    draft = RulebookDraft.objects.get(pk=replay.draft_id)
    if edition is None or not draft.is_open:
        return True
    against = Edition.objects.values_list("digest", flat=True).get(pk=replay.against_id)
    return edition.digest != against or rulebook_digest(draft_rulebook(draft)) != replay.digest


class Kept(NamedTuple):
    """One kept diagnosis as it is judged again: its id and its answers."""

    pk: int
    facts: Facts


def kept_in_order(*, after: int, highest: int, chunk: int) -> Iterator[Kept]:
    """The kept diagnoses in the order of their ids, after the one and up to the other, `chunk` of them a query.

    Columns, not models: of 100,000 diagnoses only what is judged is read, and never more than a chunk is held.
    """
    diagnoses = kept_diagnoses().order_by("pk").filter(pk__lte=highest).values_list("pk", *_COLUMNS)
    while rows := list(diagnoses.filter(pk__gt=after)[:chunk]):
        for pk, *answers in rows:
            yield Kept(pk, {name: value for name, value in zip(_FIELDS, answers, strict=True) if value is not None})
        after = rows[-1][0]


def highest_kept() -> int:
    """The id of the newest kept diagnosis; 0 where there is none."""
    return kept_diagnoses().order_by("-pk").values_list("pk", flat=True).first() or 0


def kept_since(replay: Replay) -> int:
    """How many diagnoses have been kept since the replay was begun; it leaves them out."""
    return kept_diagnoses().filter(pk__gt=replay.highest_id).count()


@dataclass(frozen=True, slots=True)
class Choice:
    """Which changes to show: from a verdict, to a verdict, because of a rule; "" is any."""

    start: str = ""
    end: str = ""
    rule: str = ""


class Count(NamedTuple):
    """How many diagnoses go from one verdict to another because of a rule, with others or not; "": because of any."""

    start: str
    end: str
    rule: str
    diagnoses: int


class Moved(NamedTuple):
    """How many diagnoses go from one verdict to another, and what share of those judged that is."""

    start: str
    end: str
    diagnoses: int
    share: float


class Ruled(NamedTuple):
    """How many diagnoses a rule changes, alone or with others, and what share of those judged that is."""

    rule: str
    diagnoses: int
    share: float


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a replay has counted so far: for each pair of verdicts, and for each rule of these."""

    judged: int
    counts: tuple[Count, ...]

    @property
    def moved(self) -> list[Moved]:
        """From what to what, most first."""
        counts = Counter({(each.start, each.end): each.diagnoses for each in self.counts if not each.rule})
        return [Moved(start, end, count, count / self.judged) for (start, end), count in counts.most_common()]

    @property
    def ruled(self) -> list[Ruled]:
        """Because of what, most first; a diagnosis that several rules change counts for each."""
        counts: Counter[str] = Counter()
        for each in self.counts:
            counts[each.rule] += each.diagnoses
        del counts[""]
        return list(starmap(Ruled, ((rule, count, count / self.judged) for rule, count in counts.most_common())))

    def count(self, choice: Choice) -> int:
        """How many changes are chosen, those of diagnoses that were deleted since included."""
        return sum(
            each.diagnoses
            for each in self.counts
            if each.rule == choice.rule and choice.start in ("", each.start) and choice.end in ("", each.end)
        )


def findings(replay: Replay) -> Findings:
    """What the replay has counted so far."""
    return Findings(replay.judged, tuple(starmap(Count, replay.counts)))


def rows_behind(draft: RulebookDraft, rules: Iterable[str]) -> dict[str, Row]:
    """The draft's rows that the names of rules in `ReplayedChange.rules` speak of; what the draft dropped has none."""
    names = set(rules)
    found: dict[str, Row] = {}
    for kind in (Evidence, Situation, Band, Cell):
        dotted = f"{kind.part}." if kind in (Band, Cell) else ""
        keys = {name.removeprefix(dotted) for name in names if name.startswith(dotted)} if dotted else names
        if keys:
            found |= {f"{dotted}{row.key}": row for row in rows_of(draft, kind).filter(key__in=keys)}
    return found


def changes_of(replay: Replay, choice: Choice) -> QuerySet[ReplayedChange]:
    """The chosen changes, the newest diagnosis first, each with its diagnosis and the edition of that."""
    changes = replay.changes.select_related("diagnosis__edition").defer(
        "diagnosis__result", "diagnosis__own_result", "diagnosis__edition__body"
    )
    wanted = {"start": choice.start, "end": choice.end, "rules__contains": choice.rule and f" {choice.rule} "}
    return changes.filter(**{name: value for name, value in wanted.items() if value})

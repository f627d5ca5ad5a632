"""What the page of a replay shows: how far it is, who goes from what to what, because of which rule, and a list."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.paginator import Page, Paginator
from django.http.request import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime

from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.editing.documents.places import place_of
from hireguide.editing.models import Replay, ReplayedChange
from hireguide.editing.selectors.replay import (
    Choice,
    Findings,
    changes_of,
    findings,
    kept_since,
    latest_replay,
    replay_of,
    rows_behind,
)
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import IMPOSSIBLE

PAGE_SIZE = 50
CSV_HEADER = ("kept on", "edition", "from", "to", "rules")
_PATIENCE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """From one verdict to another: how many diagnoses, and what share of those judged."""

    start: str
    start_name: str
    end: str
    end_name: str
    diagnoses: int
    share: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What changes verdicts: how it is called, where it is edited ("" where it is gone), and how many it changes."""

    rule: str
    href: str
    diagnoses: int
    share: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One diagnosis whose verdict changes; `href` is its page in the admin, "" for those who may not open it."""

    made_at: datetime
    edition: int
    start: str
    start_name: str
    end: str
    end_name: str
    rules: tuple[RuleRow, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ChangeList:
    """A page of the changes that were chosen; `query` is the choice as an address has it, `gone` how many diagnoses
    of those counted have been deleted since. `starts`, `ends` and `rules` are what there is to choose from."""

    choice: Choice
    query: str
    page: Page[ReplayedChange]
    rows: tuple[ChangeRow, ...]
    count: int
    gone: int
    starts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplayPage:
    """The replay of the open draft as it is now. `replay` is None where it was not begun; `before` is then one of what
    the draft said earlier, or beside an earlier edition. `kept` counts the diagnoses that there are to judge, `since`
    those kept after it was begun; `is_silent` says that nobody seems to work on it.
    """

    draft: RulebookDraft | None
    edition: Edition | None
    replay: Replay | None = None
    before: Replay | None = None
    kept: int = 0
    since: int = 0
    is_silent: bool = False
    percent: int = 0
    changed_share: str = ""
    moves: tuple[MoveRow, ...] = ()
    rules: tuple[RuleRow, ...] = ()
    changes: ChangeList | None = None

    @property
    def announcement(self) -> str:
        """What there is to say aloud once it has ended."""
        if self.replay is None or self.replay.is_under_way:
            return ""
        if self.replay.state == Replay.State.STOPPED:
            return f"The replay was stopped after {self.replay.judged:,} of {self.replay.total:,} diagnoses"
        return f"The replay is done: {self.replay.changed:,} of {self.replay.judged:,} diagnoses would change"


def build_page(draft: RulebookDraft | None, wanted: QueryDict, *, now: datetime, may_open: bool) -> ReplayPage:
    """The page for the open draft; `wanted` is the choice of changes in the address, `may_open` the right to open
    diagnoses."""
    edition = current_edition()
    replay = replay_of(draft) if draft else None
    if draft is None or replay is None:
        before = latest_replay(draft) if draft else None
        kept = kept_diagnoses().count() if draft and edition else 0
        return ReplayPage(draft, edition, before=before, kept=kept)
    found = findings(replay)
    ruled = found.ruled
    rows = rows_behind(draft, (one.rule for one in ruled))
    rules = tuple(RuleRow(one.rule, place_of(one.rule, rows), one.diagnoses, _share(one.share)) for one in ruled)
    ended = not replay.is_under_way
    return ReplayPage(
        draft,
        edition,
        replay,
        since=kept_since(replay) if ended else 0,
        is_silent=_is_silent(replay, now),
        percent=100 * replay.judged // replay.total if replay.total else 100,
        changed_share=_share(replay.changed / replay.judged) if replay.judged else "",
        moves=tuple(_move_row(one.start, one.end, one.diagnoses, one.share) for one in found.moved),
        rules=rules,
        changes=_change_list(replay, found, rules, wanted, may_open=may_open) if ended and found.counts else None,
    )


def read_choice(wanted: QueryDict, found: Findings) -> Choice:
    """The choice in an address; what is no verdict or rule of this replay is no choice."""
    starts, ends = {each.start for each in found.counts}, {each.end for each in found.counts}
    rules = {each.rule for each in found.counts}
    asked = {"start": ("from", starts), "end": ("to", ends), "rule": ("rule", rules)}
    return Choice(**{name: text for name, (key, known) in asked.items() if (text := wanted.get(key, "")) in known})


def csv_lines(replay: Replay, choice: Choice, *, may_open: bool, root: str) -> Iterator[str]:
    """The chosen changes as lines of a CSV file, made as they are read; whoever may open diagnoses gets their address.

    `root` is the site's, as in "https://example.com".
    """
    writer = csv.writer(_Echo())
    yield writer.writerow([*CSV_HEADER, "address"] if may_open else CSV_HEADER)
    for change in changes_of(replay, choice).iterator(chunk_size=2000):
        day = localtime(change.diagnosis.made_at).date().isoformat()
        row = [day, str(change.diagnosis.edition.number), change.start, change.end, " ".join(change.names)]
        yield writer.writerow(map(_harmless, [*row, root + _address(change)] if may_open else row))


class _Echo:
    """A file for the CSV writer that hands each line back."""

    def write(self, line: str) -> str:
        return line


def _harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula, quoted as text."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _change_list(
    replay: Replay, found: Findings, rules: tuple[RuleRow, ...], wanted: QueryDict, *, may_open: bool
) -> ChangeList:
    choice = read_choice(wanted, found)
    paginator = Paginator(changes_of(replay, choice), PAGE_SIZE)
    page = paginator.get_page(wanted.get("page"))
    places = {row.rule: row for row in rules}
    query = QueryDict(mutable=True)
    query.update({key: text for key, text in _named(choice).items() if text})
    return ChangeList(
        choice=choice,
        query=query.urlencode(),
        page=page,
        rows=tuple(_change_row(change, places, may_open=may_open) for change in page),
        count=paginator.count,
        gone=found.count(choice) - paginator.count,
        starts=_options(each.start for each in found.counts),
        ends=_options(each.end for each in found.counts),
        rules=tuple(row.rule for row in rules),
    )


def _named(choice: Choice) -> dict[str, str]:
    return {"from": choice.start, "to": choice.end, "rule": choice.rule}


def _options(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(code, verdict_name(code)) for code in codes}))


def _change_row(change: ReplayedChange, places: Mapping[str, RuleRow], *, may_open: bool) -> ChangeRow:
    return ChangeRow(
        made_at=change.diagnosis.made_at,
        edition=change.diagnosis.edition.number,
        start=change.start,
        start_name=verdict_name(change.start),
        end=change.end,
        end_name=verdict_name(change.end),
        rules=tuple(places[rule] for rule in change.names),
        href=_address(change) if may_open else "",
    )


def _address(change: ReplayedChange) -> str:
    """Its page in the admin. Its own address is its owner's key, and opens the company's name."""
    return reverse("admin:diagnoses_diagnosis_change", args=[change.diagnosis_id])


def _move_row(start: str, end: str, diagnoses: int, share: float) -> MoveRow:
    return MoveRow(start, verdict_name(start), end, verdict_name(end), diagnoses, _share(share))


def verdict_name(code: str) -> str:
    """A verdict's short name; a company may also be impossible under a rulebook."""
    return "Impossible" if code == IMPOSSIBLE else short_title(code)


def _share(share: float) -> str:
    """A share of all that were judged, in per cent, never nought for something.

    >>> _share(0.125), _share(0.00001), _share(0)
    ('12.5%', 'under 0.1%', '0%')
    """
    if 0 < share < 0.001:
        return "under 0.1%"
    return f"{share:.1%}" if share else "0%"


def _is_silent(replay: Replay, now: datetime) -> bool:
    """Whether a replay that should go on does not: nobody has taken it up, or who had it let the lease lapse."""
    if replay.state == Replay.State.RUNNING:
        return replay.leased_until is None or replay.leased_until <= now
    return replay.state == Replay.State.WAITING and replay.begun_at + _PATIENCE <= now

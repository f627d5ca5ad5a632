"""What the dashboard shows: the edition that judges, the open draft, the diagnoses in pictures, what waits."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser

from hireguide.accounts.models import User
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.selectors import waiting_overrides
from hireguide.editing.models import Replay
from hireguide.editing.selectors.dashboard import Habits, Week, diagnoses_by_week, habits, replay_since_edited
from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import current_edition, open_draft
from hireguide.rules import VERDICTS

_ROW, _NAME_AT, _BASE_AT, _TALLEST = 66, 16, 56, 32
_GAP = 0.25  # of a week's width, between two bars

Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class WeekBar:
    """One week's bar: x and width in per cent of the picture, y and height in its own units."""

    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict's bars over the weeks, and how many there are of it."""

    title: str
    total: int
    name_y: int
    base_y: int
    bars: tuple[WeekBar, ...]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The same in numbers: a line a week, each verdict with its count."""

    monday: date
    cells: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Weeks:
    """Diagnoses a week: a row of bars for each verdict, all on one scale, so that no colour has to tell them apart."""

    rows: tuple[VerdictRow, ...]
    table: tuple[WeekTable, ...]
    highest: int

    @property
    def total(self) -> int:
        """Of all verdicts and weeks."""
        return sum(row.total for row in self.rows)

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return _ROW * len(self.rows) + 4

    @property
    def description(self) -> str:
        """The picture in words."""
        return " ".join(f"{row.title}: {row.total}." for row in self.rows)


@dataclass(frozen=True, slots=True)
class Silence:
    """A question without an answer, in words: its short name, the share of those asked in per cent, and both counts."""

    question: str
    percent: int
    blank: int
    unknown: int
    shown: int


@dataclass(frozen=True, slots=True)
class Stop:
    """After which section founders stopped, and how many."""

    section: str
    drafts: int


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one member of staff sees; what they may not see is None."""

    edition: Edition | None
    draft: RulebookDraft | None
    replayed: str
    weeks: Weeks | None
    drafts: int
    silences: tuple[Silence, ...]
    stops: tuple[Stop, ...]
    overrides: int | None


def build_dashboard(user: Person, *, now: datetime) -> Dashboard:
    """The dashboard for `user`, by what they may view. Counts only: no company is named.

    The draft is neither read nor proved for it: how it stands before the gates is told on its own page.
    """
    rules = user.has_perm("rulebooks.view_rulebookdraft")
    diagnoses = user.has_perm("diagnoses.view_diagnosis")
    current = current_edition()
    draft = open_draft() if rules else None
    seen = habits(now=now) if diagnoses else Habits(0, (), ())
    return Dashboard(
        edition=current,
        draft=draft,
        replayed=_replayed(replay_since_edited(draft, current)) if draft and current else "",
        weeks=draw_weeks(diagnoses_by_week(now=now)) if diagnoses else None,
        drafts=seen.drafts,
        silences=tuple(
            Silence(QUESTIONS[one.field].short, round(100 * one.share), one.blank, one.unknown, one.shown)
            for one in seen.blanks
        ),
        stops=tuple(
            Stop(SECTION_WORDING[slug].title if slug else "Before the first section", n) for slug, n in seen.left_after
        ),
        overrides=waiting_overrides().count() if user.has_perm("diagnoses.view_override") else None,
    )


def _replayed(replay: Replay | None) -> str:
    if replay is None:
        return "It has not been replayed since it was last edited."
    if replay.state == Replay.State.DONE:
        return f"Replayed as it is now: {replay.changed:,} of {replay.total:,} kept diagnoses would change."
    return f"Its replay is {replay.get_state_display()}: {replay.judged:,} of {replay.total:,} diagnoses are judged."


def draw_weeks(weeks: tuple[Week, ...]) -> Weeks:
    """The bars of `weeks`, a row for each verdict."""
    highest = max((count for week in weeks for count in week.counts.values()), default=0)
    rows = tuple(
        VerdictRow(
            title=short_title(code),
            total=sum(week.counts[code] for week in weeks),
            name_y=_ROW * number + _NAME_AT,
            base_y=_ROW * number + _BASE_AT,
            bars=tuple(_bar(place, week.counts[code], len(weeks), number, highest) for place, week in enumerate(weeks)),
        )
        for number, code in enumerate(VERDICTS)
    )
    table = tuple(
        WeekTable(week.monday, tuple((short_title(code), week.counts[code]) for code in VERDICTS)) for week in weeks
    )
    return Weeks(rows, table, highest)


def _bar(place: int, count: int, weeks: int, number: int, highest: int) -> WeekBar:
    step = 100 / weeks
    height = round(_TALLEST * count / highest, 2) if highest else 0
    return WeekBar(
        round(step * (place + _GAP / 2), 2), round(step * (1 - _GAP), 2), _ROW * number + _BASE_AT - height, height
    )

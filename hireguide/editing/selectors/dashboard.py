"""What the dashboard tells: the draft's replay, diagnoses a week, questions left blank, and where founders stopped."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from hireguide.diagnoses.selectors import kept_diagnoses, living_drafts
from hireguide.editing.models import Replay
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rules import FIELDS, SECTIONS, VERDICTS, Field, Value, fields_of
from hireguide.web.forms import UNKNOWN, UNKNOWN_SUFFIX

WEEKS = 12
NEWEST_DRAFTS = 500
LEFT_AFTER = timedelta(days=1)
_YES_NO: Mapping[str, Value] = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Week:
    """How many diagnoses of each verdict were kept in the week that begins on `monday`, every verdict named."""

    monday: date
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Blank:
    """A question's luck among the drafts that came by it: shown, left blank, answered "I don't know"."""

    field: str
    shown: int
    blank: int
    unknown: int

    @property
    def share(self) -> float:
        """How often it got no answer, of 1."""
        return (self.blank + self.unknown) / self.shown


@dataclass(frozen=True, slots=True)
class Habits:
    """What the newest drafts show: the questions most often without an answer, and the sections last submitted where
    nothing has been said for a day and nothing was kept; "" stands for none submitted."""

    drafts: int
    blanks: tuple[Blank, ...]
    left_after: tuple[tuple[str, int], ...]


def replay_since_edited(draft: RulebookDraft, current: Edition) -> Replay | None:
    """The replay of the draft since it was last written to, beside what is current; the draft's rows stay unread."""
    replays = draft.replays.filter(version=draft.version, against__digest=current.digest).defer("body")
    return replays.first()


def diagnoses_by_week(*, now: datetime) -> tuple[Week, ...]:
    """The last WEEKS weeks, this one included, oldest first; what-ifs are not counted."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [midnight - timedelta(days=now.weekday(), weeks=back) for back in range(WEEKS - 1, -1, -1)]
    # Counted by comparing: on SQLite what cuts a time to its week is a function in Python, run for every row.
    weeks = {
        f"week_{place}": Count("pk", filter=Q(made_at__gte=start, made_at__lt=start + timedelta(weeks=1)))
        for place, start in enumerate(starts)
    }
    kept = kept_diagnoses().filter(made_at__gte=starts[0]).order_by()
    rows: Any = kept.values("verdict").annotate(**weeks)  # the weeks' names are not known beforehand
    found = {row["verdict"]: row for row in rows}
    return tuple(
        Week(start.date(), {code: found[code][f"week_{place}"] if code in found else 0 for code in VERDICTS})
        for place, start in enumerate(starts)
    )


def habits(*, now: datetime, most: int = 6) -> Habits:
    """What the newest NEWEST_DRAFTS living drafts show, at most `most` questions and sections each."""
    drafts = living_drafts(now=now).annotate(kept=Count("diagnoses"))
    rows = list(drafts.values_list("answers", "path", "answered_at", "kept")[:NEWEST_DRAFTS])
    shown: Counter[str] = Counter()
    blank: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for answers, path, answered_at, kept in rows:
        for field in _came_by(answers, path):
            shown[field.name] += 1
            unknown[field.name] += _is_unknown(field, answers)
            blank[field.name] += field.name not in answers and not _is_unknown(field, answers)
        if not kept and answered_at <= now - LEFT_AFTER:
            left[path[-1] if path else ""] += 1
    blanks = [Blank(name, shown[name], blank[name], unknown[name]) for name in FIELDS if blank[name] + unknown[name]]
    order = ["", *SECTIONS]
    return Habits(
        drafts=len(rows),
        blanks=tuple(sorted(blanks, key=lambda found: (-found.share, -found.shown))[:most]),
        left_after=tuple(sorted(left.items(), key=lambda item: (-item[1], order.index(item[0])))[:most]),
    )


def _came_by(answers: Mapping[str, str], path: list[str]) -> list[Field]:
    """The questions of the sections that were submitted, those that never applied left out."""
    return [field for section in path for field in fields_of(section) if _asked(field, answers)]


def _asked(field: Field, answers: Mapping[str, str]) -> bool:
    if field.asked_if is None:
        return True
    typed = answers.get(field.asked_if.field, UNKNOWN).replace(",", "")
    known: Value = int(typed) if typed.isdecimal() else _YES_NO.get(typed, typed)
    return known == UNKNOWN or field.asked_if.holds(known)


def _is_unknown(field: Field, answers: Mapping[str, str]) -> bool:
    return answers.get(field.name) == UNKNOWN or field.name + UNKNOWN_SUFFIX in answers

"""What would follow if some answers were different: the changes, the verdict now and then, and what moves."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hireguide.diagnoses.documents.answers import NAME, Row
from hireguide.diagnoses.documents.document import VerdictDocument, picture
from hireguide.diagnoses.documents.figures import capital, listed, points
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, answer_text
from hireguide.rules import FIELDS, GAPS, Facts, Rulebook, Value, applies
from hireguide.web.grid import GridPicture

Result = Mapping[str, Any]

_NAMED = 2
_BANDS = {"none": "no gap", "some": "some gap", "large": "a large gap"}
NOT_ANSWERED, NOT_KNOWN, NOT_ASKED, NO_LONGER = "Not answered yet", "Not known", "Not asked", "No longer asked"


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that differs, in words; what was not changed itself, but by another answer, can't be put back."""

    field: str
    question: str
    before: str
    after: str
    can_be_put_back: bool

    @property
    def short(self) -> str:
        """The question within a sentence."""
        return QUESTIONS[self.field].short


@dataclass(frozen=True, slots=True)
class Line:
    """A reason that comes or goes."""

    gap: str
    points: int
    text: str


@dataclass(frozen=True, slots=True)
class GapMove:
    """One gap now and then, in words, and the reasons that make the difference."""

    gap: str
    now: str
    then: str
    comes: tuple[Line, ...]
    goes: tuple[Line, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing moves: no reason, and so no point."""
        return not self.comes and not self.goes


@dataclass(frozen=True, slots=True)
class Side:
    """A verdict, now or then."""

    code: str
    title: str
    because: str
    is_settled: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All that a what-if's panel shows; without changes, the company as it is. `opened` are questions brought up."""

    changes: tuple[Changed, ...]
    opened: tuple[str, ...]
    now: Side
    then: Side
    picture: GridPicture
    gaps: tuple[GapMove, ...]

    @property
    def is_same(self) -> bool:
        """Whether the verdict stays."""
        return self.now.code == self.then.code

    @property
    def title(self) -> str:
        """For the window's title: names what is changed, not to what."""
        return what_if_title([change.field for change in self.changes])

    @property
    def spoken(self) -> str:
        """The outcome in a sentence or two, as it is announced."""
        if not self.changes:
            return f"Nothing is changed. Now: {self.now.title}."
        verb = "the verdict would stay" if self.is_same else "the verdict would be"
        return f"What if: {verb} “{self.then.title}”. " + " ".join(_spoken(gap) for gap in self.gaps if not gap.is_same)


def build_what_if(
    *,
    own: Result,
    then: Result,
    rulebook: Rulebook,
    own_dont_know: Collection[str],
    dont_know: Collection[str],
    speech: Speech = TO_ITS_FOUNDER,
) -> WhatIf:
    """From the verdict on a company (`own`) and the one on it with answers changed, both under `rulebook`; `speech` is
    how the page speaks of the company."""
    before, after = facts_of(own), facts_of(then)
    drawn = picture(then, rulebook, speech)
    return WhatIf(
        changes=changed_answers(before, after, own_dont_know, dont_know),
        opened=tuple(QUESTIONS[name].short for name in _brought_up(before, after)),
        now=_side(own),
        then=_side(then),
        picture=replace(drawn, ranges=None, own=picture(own, rulebook).points),
        gaps=tuple(_gap_move(gap, own, then) for gap in GAPS),
    )


def facts_of(result: Result) -> dict[str, Value]:
    """The answers that a result rests on."""
    return {name: value for name, value in result["profile"].items() if name != NAME}


def nearest_fields(result: Result) -> tuple[str, ...]:
    """The answers whose change gives another verdict in the fewest steps, the fewest first; none without analysis."""
    flips = [flip for flip in result.get("flips", {}).values() if flip["steps"] is not None]
    moved = (
        change["field"]
        for flip in sorted(flips, key=lambda flip: flip["steps"])
        for changes in flip["sets"]
        for change in changes
    )
    return tuple(dict.fromkeys(moved))


def changed_answers(
    before: Facts, after: Facts, own_dont_know: Collection[str] | None, dont_know: Collection[str]
) -> tuple[Changed, ...]:
    """The answers that differ, in catalogue order; `own_dont_know` is None where nobody remembers it."""
    differ = [name for name in FIELDS if before.get(name) != after.get(name)]
    return _changed(differ, before, after, own_dont_know, dont_know)


def looked_at(
    before: Facts, after: Facts, own_dont_know: Collection[str], dont_know: Collection[str]
) -> tuple[Changed, ...]:
    """The questions open both times, of which one time somebody said "I don't know": no rule reads the difference."""
    open_twice = [
        name
        for name, field in FIELDS.items()
        if name not in before.keys() | after.keys()
        and (name in own_dont_know) != (name in dont_know)
        and applies(field, before) is not False
        and applies(field, after) is not False
    ]
    return _changed(open_twice, before, after, own_dont_know, dont_know)


def _changed(
    names: Sequence[str],
    before: Facts,
    after: Facts,
    own_dont_know: Collection[str] | None,
    dont_know: Collection[str],
) -> tuple[Changed, ...]:
    return tuple(
        Changed(
            field=name,
            question=capital(QUESTIONS[name].short),
            before=_said(name, before, own_dont_know, NOT_ASKED),
            after=_said(name, after, dont_know, NO_LONGER),
            can_be_put_back=applies(FIELDS[name], after) is not False,
        )
        for name in names
    )


def what_if_title(names: Sequence[str]) -> str:
    """What is changed, by name: "What if: owner of delivery"."""
    if not names:
        return "What if: nothing changed"
    shorts = [QUESTIONS[name].short for name in names]
    return f"What if: {listed(shorts) if len(shorts) <= _NAMED else f'{len(shorts)} answers changed'}"


def kept_changes(result: Result, own: Result, dont_know: Collection[str]) -> tuple[Changed, ...]:
    """What is changed in a kept what-if, whose company's own verdict is `own`."""
    return changed_answers(facts_of(own), facts_of(result), None, dont_know)


def marked(document: VerdictDocument, own: Result, changes: Sequence[Changed]) -> VerdictDocument:
    """The document of a kept what-if: its title, its changed answers and its picture say so."""
    before = {change.field: change.before for change in changes}
    groups = [
        replace(group, rows=tuple(_marked(row, before.get(row.field)) for row in group.rows))
        for group in document.answers.groups
    ]
    points = {gap: own["gaps"][gap]["points"] for gap in GAPS}
    return replace(
        document,
        title=f"What if: {document.title}",
        answers=replace(document.answers, groups=tuple(groups)),
        picture=replace(document.picture, own=points),
    )


def _marked(row: Row, before: str | None) -> Row:
    return row if before is None else replace(row, answer=f"{row.answer} (what if; the company’s own answer: {before})")


def _said(name: str, facts: Facts, dont_know: Collection[str] | None, not_asked: str) -> str:
    if name in facts:
        return answer_text(name, facts[name])
    if applies(FIELDS[name], facts) is False:
        return not_asked
    if dont_know is None:
        return NOT_KNOWN
    return DONT_KNOW if name in dont_know else NOT_ANSWERED


def _brought_up(before: Facts, after: Facts) -> list[str]:
    new = (name for name, field in FIELDS.items() if applies(field, before) is False and applies(field, after))
    return [name for name in new if name not in after]


def _side(result: Result) -> Side:
    decided = result["decided_by"]
    return Side(result["verdict"], result["title"], decided["because"] if decided else "", result["settled"])


def _gap_move(gap: str, own: Result, then: Result) -> GapMove:
    now, after = (
        {reason["rule"]: reason for reason in each["reasons"] if reason["gap"] == gap} for each in (own, then)
    )
    return GapMove(
        gap=gap,
        now=_standing(own["gaps"][gap]),
        then=_standing(then["gaps"][gap]),
        comes=tuple(_line(reason) for rule, reason in after.items() if rule not in now),
        goes=tuple(_line(reason) for rule, reason in now.items() if rule not in after),
    )


def _standing(reading: Mapping[str, Any]) -> str:
    return f"{points(reading['points'])}, {_BANDS[reading['band']]}"


def _line(reason: Mapping[str, Any]) -> Line:
    return Line(reason["gap"], reason["points"], reason["because"])


def _spoken(move: GapMove) -> str:
    return f"{capital(move.gap)} gap: {move.then} (now {move.now})."

"""The forms of the nine kinds of rows that have a page of their own; bands and cells are edited on the grid's page."""

from collections.abc import Sequence
from typing import Any, cast

from hireguide.rulebooks.forms.conditions import (
    ADVICE_CONDITION,
    CONDITION,
    Group,
    move_group,
    profile_group,
    when_groups,
    when_of,
)
from hireguide.rulebooks.forms.faults import beside_condition
from hireguide.rulebooks.forms.fields import Choice, Line, Lines, Text, Ticked, Whole
from hireguide.rulebooks.forms.rows import RowForm
from hireguide.rulebooks.models import (
    Advice,
    Cost,
    Evidence,
    Example,
    Expectation,
    Plan,
    Row,
    Situation,
    Source,
    VerdictText,
)
from hireguide.rulebooks.selectors import cited_by
from hireguide.rulebooks.wording import (
    ADVICE_LABELS,
    GAP_LABELS,
    GRADE_LABELS,
    NEVER_LABELS,
    SEAT_LABELS,
    UNIT_LABELS,
    VERDICT_LABELS,
    field_label,
)
from hireguide.rules import FIELDS, VERDICTS, Fault

_POINTS = "From -5 to 5, not 0. More than 0 opens the gap, less than 0 closes it."
_VERDICTS = {code: VERDICT_LABELS[code] for code in VERDICTS}


def _sources() -> Ticked:
    return Ticked(label="Sources", help_text="Who says so. Tick as many as speak for it.")


def _because(to: str) -> Text:
    return Text(label="Because", missing=f"Enter the sentence that tells {to} why", help_text="One plain sentence.")


class SourceForm(RowForm):
    """Who says so."""

    model = Source

    author = Line(label="Author", missing="Enter the author")
    title = Line(label="Title", missing="Enter the title")
    url = Line(label="Address (optional)", blank=None, attrs={"inputmode": "url"})
    year = Whole(label="Year (optional)")
    grade = Choice(GRADE_LABELS, label="Grade", missing="Choose the grade")
    note = Text(label="Note (optional)")

    def place_abroad(self, faults: Sequence[Fault]) -> None:
        """A key that rules cite stays as it is."""
        citing = cited_by(self.draft, cast(Source, self.stored)) if self.row.key != self.stored.key else []
        if citing:
            who = ", ".join(map(str, citing))
            self.add_error("key", f"Keep {self.stored.key}, or take it out of what cites it first: {who}")
        else:
            super().place_abroad(faults)


class WhenForm(RowForm):
    """A rule with a condition."""

    shape = CONDITION

    def read_groups(self, data: Any | None) -> list[Group]:
        return when_groups(data, getattr(self.stored, "when", None) or {}, self.shape)

    def take_groups(self) -> None:
        self.row.when = when_of(self.groups)  # type: ignore[attr-defined]


class EvidenceForm(WhenForm):
    """A rule that adds points to a gap."""

    model = Evidence
    groups_after = "points"

    gap = Choice(GAP_LABELS, label="Gap", missing="Choose the gap")
    points = Whole(label="Points", missing="Enter the points, from -5 to 5", help_text=_POINTS)
    because = _because("the founder")
    sources = _sources()


class SituationForm(WhenForm):
    """A rule that is looked at before the grid."""

    model = Situation
    groups_after = "verdict"

    verdict = Choice(VERDICT_LABELS, label="Verdict", missing="Choose the verdict")
    because = _because("the founder")
    sources = _sources()


class AdviceForm(WhenForm):
    """What is said beside a verdict."""

    model = Advice
    groups_after = "kind"
    shape = ADVICE_CONDITION

    kind = Choice(ADVICE_LABELS, label="Kind", missing="Choose the kind")
    text = Text(label="Text", missing="Enter the text")
    sources = _sources()


class VerdictTextForm(RowForm):
    """A verdict in words."""

    model = VerdictText
    has_key = False

    title = Line(label="Title", missing="Enter the title")
    summary = Text(label="Summary", missing="Enter the summary")
    first = Choice(SEAT_LABELS, label="The seat to fill first", nothing="Nobody")
    second = Choice(SEAT_LABELS, label="The seat to fill second", nothing="Nobody")
    second_when = Text(label="When to fill the second (optional)", blank=None, rows=2)


class CostForm(RowForm):
    """What a seat costs."""

    model = Cost

    seat = Choice(SEAT_LABELS, label="Seat", missing="Choose the seat")
    unit = Choice(UNIT_LABELS, label="Unit", missing="Choose the unit")
    low = Whole(label="Low", missing="Enter the low end, in whole dollars", help_text="In whole US dollars.")
    high = Whole(label="High", missing="Enter the high end, in whole dollars")
    year = Whole(label="Year", missing="Enter the year that these prices are of")
    sources = _sources()


class PlanForm(RowForm):
    """What a seat's first 30, 60 and 90 days should bring."""

    model = Plan

    key = Choice(SEAT_LABELS, label="Seat", missing="Choose the seat")
    days_30 = Lines(label="By day 30", help_text="A line each.")
    days_60 = Lines(label="By day 60", help_text="A line each.")
    days_90 = Lines(label="By day 90", help_text="A line each.")

    def place(self, faults: Sequence[Fault]) -> None:
        """A plan is known by its seat: without one the parser has nothing to say of the rest."""
        super().place(faults if self.row.key else [Fault(f"{self.model.part}.", "")])


class ExpectationForm(RowForm):
    """What must always hold."""

    model = Expectation

    gap = Choice(GAP_LABELS, label="Gap", missing="Choose the gap")
    never = Choice(NEVER_LABELS, label="What it must never do", missing="Choose what the move never does")
    because = _because("other editors")

    def read_groups(self, data: Any | None) -> list[Group]:
        stored: Any = self.stored
        return [move_group(data, stored.field, stored.start, stored.end)]

    def take_groups(self) -> None:
        line = self.groups[0].lines[0]
        row: Any = self.row
        row.field, (row.start, row.end) = line.field, line.value[:2]

    def place_in_groups(self, column: str, rest: str, message: str) -> bool:
        group = self.groups[0]
        if column not in ("field", "start", "end"):
            return False
        group.lines[0] = group.lines[0].with_error(beside_condition(group.lines[0], column, message))
        return True


class ExampleForm(RowForm):
    """A profile with the verdict that it must get."""

    model = Example

    verdict = Choice(_VERDICTS, label="Verdict", missing="Choose the verdict")
    also = Ticked(_VERDICTS.items(), label="Verdicts that would do as well (optional)")
    note = Text(label="Note (optional)")

    def read_groups(self, data: Any | None) -> list[Group]:
        return [profile_group(data, getattr(self.stored, "profile", {}))]

    def take_groups(self) -> None:
        """The answers as a profile; a name that it has stays with it."""
        group, stored = self.groups[0], getattr(self.stored, "profile", {})
        answers = {name: value for name, value in stored.items() if name not in FIELDS}
        for number, line in enumerate(group.filled()):
            if line.field in answers:
                group.say_beside(number, f"{field_label(line.field)} is answered above already. Remove one of the two")
            answers[line.field] = line.value
        cast(Example, self.row).profile = answers

    def place_in_groups(self, column: str, rest: str, message: str) -> bool:
        if column != "profile":
            return False
        group, name = self.groups[0], rest.partition(".")[2]
        lines = [(number, line) for number, line in enumerate(group.filled()) if line.field == name]
        for number, line in lines[:1]:
            group.say_beside(number, beside_condition(line, "value", message))
        if not lines:
            group.say(message)
        return True


FORMS: dict[type[Row], type[RowForm]] = {
    form.model: form
    for form in (
        *(SourceForm, EvidenceForm, SituationForm, AdviceForm, VerdictTextForm),
        *(CostForm, PlanForm, ExpectationForm, ExampleForm),
    )
}

"""The form of a what-if: every question that applies, compact, preset to a company's own answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.forms.boundfield import BoundField

from hireguide.diagnoses.services import as_stored
from hireguide.profiles.forms import AnswersForm, input_names, raw_answers
from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import FIELDS, SECTIONS, Facts, applies, fields_of

LONGEST_TEXT = 100
FIRST, PUT_BACK, EVERYTHING = "first", "put_back", "everything"
MOST_FIRST = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the form: its field, its name in a few words, how it is drawn, and whether it is changed."""

    field: BoundField
    name: str
    control: str
    may_be_blank: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one section."""

    section: str
    title: str
    rows: tuple[Row, ...]

    @property
    def changed_count(self) -> int:
        """How many of its answers are changed."""
        return sum(row.is_changed for row in self.rows)

    @property
    def is_open(self) -> bool:
        """Whether it must be seen: what is changed in it, or wrong, is not folded away."""
        return any(row.is_changed or row.field.errors for row in self.rows)


class WhatIfForm(AnswersForm):
    """A company's answers, with those that were `posted` in place of its own (input name → text).

    A question of which nothing was posted keeps the company's own answer; "put_back" names one that gets it back, or
    "everything". `first` names the questions to ask first.
    """

    def __init__(
        self,
        facts: Facts,
        dont_know: Collection[str],
        *,
        posted: Mapping[str, str] | None = None,
        first: Collection[str] = (),
    ) -> None:
        self.own_facts, self.own_dont_know = facts, dont_know
        self.first = tuple(name for name in first if name in FIELDS)[:MOST_FIRST]
        super().__init__(FIELDS, _overlaid(raw_answers(facts, dont_know), posted or {}), auto_id="what-if-%s")

    @property
    def raw_changes(self) -> dict[str, str]:
        """The inputs, as text, of the answers that are changed: what has to be posted to see the same again."""
        inputs = (each for name in FIELDS if self._is_changed(name) for each in input_names(name))
        return {name: self.data.get(name, "") for name in inputs}

    @property
    def first_names(self) -> str:
        """The questions to ask first, as the form carries them on."""
        return ",".join(self.first)

    @property
    def nearest(self) -> tuple[Row, ...]:
        """The answers that matter most, to be asked before all others."""
        return self._rows(self.first)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The other answers by section."""
        groups = (
            Group(section, SECTION_WORDING[section].title, self._rows(self._others(section))) for section in SECTIONS
        )
        return tuple(group for group in groups if group.rows)

    @property
    def is_unfolded(self) -> bool:
        """Whether the other answers must be seen: one is changed or wrong, or none matters most."""
        return not self.nearest or any(group.is_open for group in self.groups)

    def _others(self, section: str) -> Iterable[str]:
        return (field.name for field in fields_of(section) if field.name not in self.first)

    def _rows(self, names: Iterable[str]) -> tuple[Row, ...]:
        return tuple(self._row(name) for name in names if self._is_asked(name))

    def _is_asked(self, name: str) -> bool:
        return applies(FIELDS[name], self.facts) is not False

    def _is_changed(self, name: str) -> bool:
        return self._is_asked(name) and self.facts.get(name) != self.own_facts.get(name)

    def _row(self, name: str) -> Row:
        field, short = FIELDS[name], QUESTIONS[name].short
        control = {"integer": "number", "yes_no": "radios"}.get(field.kind, "select")
        is_open = name not in self.own_facts and name not in self.own_dont_know
        return Row(self[name], short[0].upper() + short[1:], control, is_open, self._is_changed(name))


def _overlaid(own: Mapping[str, str], posted: Mapping[str, str]) -> dict[str, str]:
    """The company's own raw answers, each replaced where any input of its question was posted and is not put back."""
    raw, back = dict(own), posted.get(PUT_BACK, "")
    for name in FIELDS if back != EVERYTHING else ():
        inputs = input_names(name)
        if name != back and any(each in posted for each in inputs):
            for each in inputs:
                raw[each] = as_stored(posted.get(each, ""))[:LONGEST_TEXT]
    return raw

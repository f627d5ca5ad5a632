"""The merged profile as a form: for each question whose answer counts, an answer of the advisor's own, or none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from hireguide.advising.selectors.disagreement import Table
from hireguide.advising.wording.voices import CHANGED_SINCE
from hireguide.profiles.wording import QUESTIONS, answer_text, too_many_engineers
from hireguide.rules import FIELDS, LAW, Topic, Value, merge
from hireguide.web.forms import UNKNOWN, ChoiceQuestion, NumberQuestion

LATER, OWN, OWN_SUFFIX = "later", "own", "__own"
NOBODY_LABEL = "Nobody knows"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that stand alike. `is_open`: whether the group is unfolded at first."""

    key: str
    title: str
    lead: str
    rows: tuple[tuple[BoundField, BoundField | None], ...]
    is_open: bool


class _Choice(ChoiceQuestion):
    """A question that may be left as it is, which every one of the page may, so that none says so."""

    def validate(self, value: Any) -> None:
        if value and value != LATER:  # what is not settled any more may still be left so
            super().validate(value)


class _Number(NumberQuestion):
    """The same for a number of their own."""

    def validate(self, value: Any) -> None:
        """Left blank it is no number: whether one is wanted, the choice beside it says."""


class SettleForm(forms.Form):
    """What counts. Each question has the answers there are, with who gives them; nothing chosen leaves it as it is:
    in dispute, open, or taken over where nobody contradicts anybody. `taken` are the questions that others settled
    since the page was opened, where nothing was chosen on it: there theirs is chosen.

    `saying` names voices by their keys.
    """

    def __init__(self, table: Table, saying: Callable[[Iterable[str]], str], data: QueryDict | None = None) -> None:
        self.table = table
        self._saying = saying
        initial: dict[str, Any] = {}
        self._topics = _topics(table)
        super().__init__(data)
        for topic in self._topics:
            self._add(topic, initial)
        self.initial = initial
        self.taken = [] if data is None else self._take_over(data)

    def _add(self, topic: Topic, initial: dict[str, Any]) -> None:
        name, field = topic.field, FIELDS[topic.field]
        said = {claim.values[0]: self._saying(claim.voices) for claim in topic.claims}
        if field.kind == "integer":
            options = [(str(value), answer_text(name, value), who) for value, who in said.items()]
            options.append((OWN, "Another number" if options else "A number", ""))
        else:
            raw = {_raw(value): who for value, who in said.items()}
            options = [(each.value, each.label, raw.get(each.value, "")) for each in QUESTIONS[name].options]
        options.append((UNKNOWN, NOBODY_LABEL, ""))
        settled = self.table.settled.get(name)
        if settled:
            back = "Not settled: leave it open" if topic.standing != "agreed" else "Not settled: take it over"
            options.append((LATER, back, ""))
            initial |= self._settled(name, settled.value, {raw for raw, _, _ in options})
        words = QUESTIONS[name]
        gone = f"{words.short.capitalize()}: select one of the answers there are; the one you chose is no longer given"
        since = f"{CHANGED_SINCE.format(name=settled.left_by)}." if settled and settled.left_by else ""
        self.fields[name] = _Choice(label=words.label, options=options, unknown=False, missing=gone, help_text=since)
        if field.kind == "integer":
            self.fields[name + OWN_SUFFIX] = _number(name)

    def _take_over(self, data: QueryDict) -> list[str]:
        """Choose what others settled first where nothing was chosen, which else would take it back."""
        first = self.table.first_settled_since(data.get("seen", ""))
        taken = [name for name in first if name in self.fields and not data.get(name)]
        inputs = {each for name in taken for each in (name, name + OWN_SUFFIX)} & self.initial.keys()
        self.data = data.copy()
        for each in inputs:
            self.data[each] = self.initial[each]
        return taken

    @staticmethod
    def _settled(name: str, value: Value | None, raws: Iterable[str]) -> dict[str, Any]:
        """The inputs that say what is settled."""
        if value is None:
            return {name: UNKNOWN}
        return {name: _raw(value)} if _raw(value) in raws else {name: OWN, name + OWN_SUFFIX: _raw(value)}

    def clean(self) -> dict[str, Any]:
        """A number of their own where one is announced, and no more engineers than people."""
        for name in self._numbers():
            own = self.cleaned_data.get(name + OWN_SUFFIX)
            if self.cleaned_data.get(name) == OWN and own is None and name + OWN_SUFFIX not in self.errors:
                self.add_error(
                    name + OWN_SUFFIX, f"Enter the number, or choose another answer: {QUESTIONS[name].short}"
                )
        if not self.errors and {LAW.field, LAW.limit} & self.chosen.keys():
            facts = merge(self.table.voices, self.chosen).facts
            count, people = facts.get(LAW.field), facts.get(LAW.limit)
            if isinstance(count, int) and isinstance(people, int) and count > people:
                self.add_error(self._law_at(), f"{too_many_engineers(people)}. It would be {count:,}")
        return self.cleaned_data

    def _law_at(self) -> str:
        """The question beside which it is said that engineers are people too: one that is settled."""
        return LAW.field if LAW.field in self.chosen else LAW.limit

    def _numbers(self) -> Iterable[str]:
        return [name for name in self.fields if name + OWN_SUFFIX in self.fields]

    @property
    def chosen(self) -> dict[str, Value | None]:
        """What counts by question, None for "nobody knows"; read once the form has been checked."""
        found: dict[str, Value | None] = {}
        for topic in self._topics:
            raw = self.cleaned_data.get(topic.field)
            if raw == OWN:
                found[topic.field] = self.cleaned_data.get(topic.field + OWN_SUFFIX)
            elif raw and raw != LATER:
                found[topic.field] = None if raw == UNKNOWN else _value(topic.field, raw)
        return found

    @property
    def groups(self) -> list[Group]:
        """The questions as the page shows them: disputed ones first, decisive before the others."""
        found: Mapping[str, list[Topic]] = {key: [] for key in _GROUPS}
        for topic in self._topics:
            found[_GROUP_OF.get(topic.standing, "open")].append(topic)
        return [
            Group(key, *_GROUPS[key], tuple(self._row(topic) for topic in topics), self._unfolded(key, topics))
            for key, topics in found.items()
            if topics
        ]

    def _row(self, topic: Topic) -> tuple[BoundField, BoundField | None]:
        own = topic.field + OWN_SUFFIX
        return self[topic.field], self[own] if own in self.fields else None

    def _unfolded(self, key: str, topics: Iterable[Topic]) -> bool:
        told = {*self.errors, *self.taken}
        return key == "differs" or any(
            name in told for topic in topics for name in (topic.field, topic.field + OWN_SUFFIX)
        )


_GROUP_OF = {"differs": "differs", "some_know": "some", "asked_differs": "some", "agreed": "agreed"}
_GROUPS = {
    "differs": ("Where they differ", "Choose whose answer counts, or another one."),
    "open": ("What nobody knows", "These stay open unless you know. Unknown is never no."),
    "some": (
        "What only some know",
        "Nobody contradicts these answers, so they are taken over. Choose only where another one counts.",
    ),
    "agreed": (
        "Where all agree",
        "These answers are taken over. Choose only where you know better.",
    ),
}


def _topics(table: Table) -> list[Topic]:
    """The questions there are to settle: those of the map, the open ones in the order in which they tell most."""
    telling = {name: place for place, name in enumerate(table.agenda.open)}
    topics = table.disagreement.topics
    opened = sorted(
        (topic for topic in topics if topic.standing == "open"),
        key=lambda topic: telling.get(topic.field, len(telling)),
    )
    return [*(topic for topic in topics if topic.standing != "open"), *opened]


def _number(name: str) -> _Number:
    question, field = QUESTIONS[name], FIELDS[name]
    return _Number(
        label=f"Another number: {question.short}",
        short=question.short.capitalize(),
        low=field.low,
        high=field.high,
        unit=question.unit_many,
        unknown=False,
        asked_if=(name, (OWN,)),
    )


def _raw(value: Value) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _value(name: str, raw: str) -> Value:
    kind = FIELDS[name].kind
    return raw == "yes" if kind == "yes_no" else int(raw) if kind == "integer" else raw

"""The parts of a form that are lists of lines: a rule's condition, an example's answers, an expectation's move."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hireguide.rulebooks.forms.lines import ADVICE_CONDITION, ANSWER, CONDITION, MOVE, ConditionLine
from hireguide.rulebooks.wording import GROUP_LABELS

# The names of the submit buttons that change what a form shows and store nothing: their value is the step.
STEP = "step"
_NUMBER = re.compile(r"(\d{1,4})-(?:field|op|value)")
_HINTS = {"all": "Up to 8; all must hold", "any": "2 to 8; one is enough. Not every rule needs them"}
MOST_LINES = 60


@dataclass(slots=True)
class Group:
    """Lines under one heading. `name` begins the names of their inputs; `adding` is what its button is called."""

    name: str
    label: str
    hint: str
    adding: str
    lines: list[ConditionLine]
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id on the page, where an error summary leads."""
        return f"id_{self.name}"

    def filled(self) -> list[ConditionLine]:
        """The lines that say something; the parser counts these."""
        return [line for line in self.lines if not line.says_nothing]

    def say(self, message: str) -> None:
        """Put an error below the group's heading."""
        self.errors.append(message)

    def say_beside(self, number: int, message: str) -> None:
        """Put an error beside the line that is the parser's `number`."""
        filled = [place for place, line in enumerate(self.lines) if not line.says_nothing]
        self.lines[filled[number]] = self.lines[filled[number]].with_error(message)

    def said(self) -> Iterator[tuple[str, str]]:
        """Every error of the group and its lines, each with the id of the control that it speaks of."""
        yield from ((message, self.id) for message in self.errors)
        for line in self.lines:
            yield from ((message, f"{line.id}-field") for message in line.errors)


def read_group(data: Any, name: str, shape: str, words: tuple[str, str, str]) -> Group:
    """A group as a page posted it; on a step its lines follow their fields, and "Add" brings a blank one."""
    prefix = f"{name}-"
    found = (_NUMBER.fullmatch(key.removeprefix(prefix)) for key in data if key.startswith(prefix))
    numbers = sorted({int(match[1]) for match in found if match})[:MOST_LINES]
    lines = [ConditionLine.read(data, f"{name}-{number}", shape) for number in numbers]
    if STEP in data:
        lines = [line.settled() for line in lines if not line.removed]
    if data.get(STEP) == f"add {name}":
        lines.append(ConditionLine(f"{name}-{max(numbers, default=-1) + 1}", shape, is_fresh=True))
    return Group(name, *words, lines)


def when_groups(data: Any | None, when: Mapping[str, Any], shape: str) -> list[Group]:
    """Both groups of a rule's condition, as posted or as stored. A new rule begins with one blank line."""
    groups = []
    for name, label in GROUP_LABELS.items():
        prefix, adding = f"when-{name}", "Add a condition"
        if data is not None:
            groups.append(read_group(data, prefix, shape, (label, _HINTS[name], adding)))
            continue
        stored = [
            ConditionLine.of(f"{prefix}-{number}", shape, one["field"], one["op"], one["value"])
            for number, one in enumerate(when.get(name, ()))
        ]
        blank = [ConditionLine(f"{prefix}-0", shape)] if not when and name == "all" else []
        groups.append(Group(prefix, label, _HINTS[name], adding, stored + blank))
    return groups


def when_of(groups: Sequence[Group]) -> dict[str, Any]:
    """The condition that the groups say, as the rulebook's JSON has it; an empty group is left out."""
    return {
        group.name.removeprefix("when-"): [line.condition() for line in group.filled()]
        for group in groups
        if group.filled()
    }


def profile_group(data: Any | None, profile: Mapping[str, Any]) -> Group:
    """The answers of an example, as posted or as stored, a line each."""
    label, hint, adding = "The company’s answers", "What is left out counts as not known", "Add an answer"
    if data is not None:
        return read_group(data, "profile", ANSWER, (label, hint, adding))
    answers: Iterator[tuple[str, Any]] = ((name, value) for name, value in profile.items() if name != "company_name")
    stored = [
        ConditionLine.of(f"profile-{number}", ANSWER, name, "is", value) for number, (name, value) in enumerate(answers)
    ]
    return Group("profile", label, hint, adding, stored or [ConditionLine("profile-0", ANSWER)])


def move_group(data: Any | None, asked: str, start: Any, end: Any) -> Group:
    """The move that an expectation speaks of: a question, and from which answer to which."""
    if data is not None:
        line = ConditionLine.read(data, "move-0", MOVE)
        line = line.settled() if STEP in data else line
    else:
        line = ConditionLine.of("move-0", MOVE, asked, "", [start, end] if asked else [])
    return Group("move", "The move", "Of this question, from one answer to another", "", [line])


__all__ = [
    "ADVICE_CONDITION",
    "CONDITION",
    "STEP",
    "Group",
    "move_group",
    "profile_group",
    "when_groups",
    "when_of",
]

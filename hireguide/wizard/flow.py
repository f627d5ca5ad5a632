"""Which page comes next, which came before, and how many questions are left: from what is known, and nothing else.

Pure. It may skip a question that no longer matters; it never chooses an outcome.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, Facts, Field, applies, fields_of

CHECK = "check"
VERDICT = "verdict"
RETURNS = (CHECK, VERDICT)
"""The pages that a Change link may come from, and go back to."""


@dataclass(frozen=True)
class Known:
    """What a company has told: its answers that apply, and the questions answered "I don't know"."""

    facts: Facts = field(default_factory=dict)
    dont_know: Collection[str] = ()


@dataclass(frozen=True)
class Step:
    """Where somebody goes: a section's slug, "check" or "verdict"; how many questions a change of theirs brought up;
    and the page that they will return to after that, or "".
    """

    place: str
    brought_up: int = 0
    return_to: str = ""


def on_same_page(question: Field) -> bool:
    """Whether the answer that decides if `question` applies is given on the same page."""
    return question.asked_if is not None and FIELDS[question.asked_if.field].section == question.section


def asked(section: str, facts: Facts) -> tuple[str, ...]:
    """The questions of a section that its page asks: all but those ruled out by an answer given on another page."""
    return tuple(
        question.name
        for question in fields_of(section)
        if on_same_page(question) or applies(question, facts) is not False
    )


def open_questions(known: Known) -> tuple[str, ...]:
    """The questions with no answer yet that apply or may still apply. "I don't know" is an answer."""
    return tuple(question.name for question in CATALOGUE if _is_open(question, known))


def open_sections(known: Known) -> tuple[str, ...]:
    """The sections that still hold an open question, in order."""
    return tuple(dict.fromkeys(FIELDS[name].section for name in open_questions(known)))


def brought_up(before: Known, after: Known) -> tuple[str, ...]:
    """The open questions that did not apply before a change and may apply after it."""
    return tuple(name for name in open_questions(after) if applies(FIELDS[name], before.facts) is False)


def first_open(known: Known) -> str:
    """Where somebody who comes back goes on: the first section that is still open, else the check page."""
    return next(iter(open_sections(known)), CHECK)


def next_open(section: str, known: Known, path: Sequence[str]) -> str:
    """The page after `section`: the next open section, those that were never submitted first, else the check page."""
    here = SECTIONS.index(section)

    def turn(candidate: str) -> tuple[bool, bool]:
        return candidate in path, SECTIONS.index(candidate) < here

    waiting = [candidate for candidate in open_sections(known) if candidate != section]
    return min(waiting, key=turn, default=CHECK)


def step_after(
    section: str, *, before: Known, after: Known, path: Sequence[str], return_to: str = "", to_verdict: bool = False
) -> Step:
    """Where a section that passed leads: to the verdict if that was asked for, to the questions that the change
    brought up, back to where a Change link came from, or on to the next open section.
    """
    if to_verdict:
        return Step(VERDICT)
    new = [name for name in brought_up(before, after) if FIELDS[name].section != section]
    if new:
        return Step(FIELDS[new[0]].section, brought_up=len(new), return_to=return_to)
    return Step(return_to or next_open(section, after, path))


def seen_before(section: str, path: Sequence[str], facts: Facts) -> str | None:
    """The section seen before `section`, by the path of those submitted; None where there was none.

    A section that by now asks nothing is passed over. For a page that is no section it is the last one seen.
    """
    until = path.index(section) if section in path else len(path)
    return next((seen for seen in reversed(path[:until]) if asked(seen, facts)), None)


def _is_open(question: Field, known: Known) -> bool:
    answered = question.name in known.facts or question.name in known.dont_know
    return not answered and applies(question, known.facts) is not False

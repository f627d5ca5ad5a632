"""The one thing worth finding out: the open question whose answer would narrow the verdict most."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.answers import AnswerLink
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import Facts, Rulebook, ask


@dataclass(frozen=True, slots=True)
class FindOut:
    """The question, why we ask it, where it is answered ("" where it can't be), whether it is estimated, and whether
    it is one that was answered "I don't know".
    """

    question: str
    why: str
    short: str
    url: str
    is_estimated: bool
    is_unknown: bool


def find_out(
    result: Mapping[str, Any], rulebook: Rulebook, facts: Facts, dont_know: Collection[str], link: AnswerLink | None
) -> FindOut | None:
    """The question to ask next; None where there is none, the verdict is settled, or it was kept without one."""
    if result["settled"] or "next_question" not in result:
        return None
    asked = _worth_asking(result["next_question"], rulebook, facts, dont_know)
    if asked is None:
        return None
    question = QUESTIONS[asked["field"]]
    return FindOut(
        question=question.label,
        why=question.why,
        short=question.short,
        url=link(asked["section"], asked["field"]) if link else "",
        is_estimated=not asked["exact"],
        is_unknown=asked["field"] in dont_know,
    )


def _worth_asking(
    told: Mapping[str, Any] | None, rulebook: Rulebook, facts: Facts, dont_know: Collection[str]
) -> Mapping[str, Any] | None:
    """What the result names, which leaves out what somebody doesn't know, while that matters; else what does. Where
    nothing else matters any more, it is one of those not known: the verdict hangs on them.
    """
    if not dont_know:
        return told
    asking = ask(rulebook, facts, dont_know)
    if told and told["field"] in asking.matter:
        return told
    best = asking.next_question or ask(rulebook, facts).next_question
    return best.as_dict() if best else None

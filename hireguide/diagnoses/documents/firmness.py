"""How firm a verdict is, which answers carry it, and which alone settle it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital, in_sentence, in_words, listed
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.wording import QUESTIONS, answer_text

_ON_THE_EDGE, _LEANING, _FIRM, _OPEN = "on_the_edge", "leaning", "firm", "open"
NAMES = {_ON_THE_EDGE: "On the edge", _LEANING: "Leaning", _FIRM: "Firm", _OPEN: "Open"}
_FEW = 6
"""So many answers that settle a verdict are worth naming."""
_STOPPED = "We stopped looking before we had tried everything, so fewer steps are not ruled out."


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm: the label's name, what it means here, and what was not proven (or "")."""

    name: str
    meaning: str
    caveat: str


def firmness(result: Mapping[str, Any], speech: Speech = TO_ITS_FOUNDER) -> Firmness | None:
    """How firm the verdict of `result` is; None for one kept without it."""
    if "firmness" not in result:
        return None
    label, steps = result["firmness"]["label"], result["firmness"]["steps"]
    proven = result["firmness"].get("proven", True)
    return Firmness(NAMES[label], _meaning(label, steps, speech), "" if proven else _STOPPED)


def _meaning(label: str, steps: int | None, speech: Speech) -> str:
    if label == _ON_THE_EDGE:
        return "a single answer turned round, or moved by one place, would give another verdict."
    if label == _LEANING:
        return "two steps would give another verdict, such as two answers turned round, or one moved by two places."
    far = (
        "doing or seeing things differently would not give another verdict"
        if steps is None
        else f"another verdict is {in_words(steps)} steps away"
    )
    if label == _FIRM:
        return f"{far}, and no open answer can change this one."
    return f"{far}, but {speech.your} answers so far do not settle it: open ones could change it."


def fragile(result: Mapping[str, Any]) -> Mapping[str, str]:
    """By field, what hangs on an answer that the verdict turns on; none where it is neither on the edge nor leaning."""
    if result.get("firmness", {}).get("label") not in (_ON_THE_EDGE, _LEANING):
        return {}
    alone: dict[str, list[str]] = {}
    together: dict[str, list[str]] = {}
    for code, flip in result["flips"].items():
        for steps in flip["sets"] if flip["steps"] == result["firmness"]["steps"] else ():
            for step in steps:
                (alone if len(steps) == 1 else together).setdefault(step["field"], []).append(code)
    marks = {field: f"Changed together with one other answer, {_gives(codes)}" for field, codes in together.items()}
    return marks | {field: f"Changed on its own, {_gives(codes)}" for field, codes in alone.items()}


def _gives(codes: list[str]) -> str:
    """What it would be then."""
    return f"it would give {listed([f'“{short_title(code)}”' for code in dict.fromkeys(codes)], 'or')}"


def settled_by(result: Mapping[str, Any], speech: Speech = TO_ITS_FOUNDER) -> str:
    """The few answers that alone settle the verdict, as a sentence; "" where it is not settled, or takes many."""
    names = result.get("sufficient") or ()
    if len(names) > _FEW:
        many = in_words(len(names))
        return f"It takes {many} of {speech.your} answers together to settle it; fewer would leave it open."
    answers = [f"{QUESTIONS[name].short} ({in_sentence_answer(name, result['profile'][name])})" for name in names]
    if not answers:
        return ""
    lead = (
        "One answer alone settles it"
        if len(answers) == 1
        else f"{capital(in_words(len(answers)))} answers alone settle it"
    )
    return f"{lead}, whatever the others are: {listed(answers)}."


def in_sentence_answer(name: str, value: Any) -> str:
    """An answer within a sentence: "yes", "12 engineers", "Series A"."""
    text = answer_text(name, value)
    return text if text.startswith(("Series", "VP")) else in_sentence(text)

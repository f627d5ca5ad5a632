"""What would change the verdict: for each other one the fewest steps that give it, what can be acted on first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hireguide.diagnoses.documents.figures import capital, in_words, listed
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.wording import TO_ITS_FOUNDER, Speech
from hireguide.profiles.forms import raw_answers
from hireguide.profiles.wording import answer_text, if_text
from hireguide.rules import FIELDS

Step = Mapping[str, Any]
Steps = Sequence[Step]

MOST_SHOWN = 3
_FEW_STEPS = 2
"""Of ways with more steps than this, one is example enough: the others mostly share its steps."""
_MOST_FACTS = 2
"""A miss of more changes than this is another company."""
_NOTHING = "Doing or seeing things differently would not give"
_OPEN = ", but open answers could"
_STOPPED = "We stopped looking before we had tried all other facts: some may give"
_LEVERS, _MIXED, _JUDGEMENTS, _FACTS = "levers", "mixed", "judgements", "facts"
_HEADINGS = {
    _LEVERS: "In {your} hands:",
    _MIXED: "Partly in {your} hands:",
    _JUDGEMENTS: "If this looked different:",
    _FACTS: "If the facts were different:",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to another verdict: a clause with its "if", and the inputs (name → text) that try it out."""

    clause: str
    inputs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways to another verdict that are of one kind, and what can be done about them."""

    kind: str
    heading: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How one other verdict comes about: how far it is, the ways there, and what is left unsaid (or ""). `others` are
    the ways beyond the first few, to be folded away under their title.
    """

    code: str
    title: str
    distance: str
    ways: tuple[Ways, ...]
    others: tuple[Ways, ...]
    others_title: str
    more: str
    caveat: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The other verdicts, the nearest first; `far` tells of those to which nothing leads, a sentence each."""

    near: tuple[Change, ...]
    far: tuple[str, ...]


def changes(result: Mapping[str, Any], speech: Speech = TO_ITS_FOUNDER) -> Changes | None:
    """What would change the verdict of `result`; None for one kept without it."""
    if "flips" not in result:
        return None
    flips, against = result["flips"], result["against"]
    possible = result["possible"]
    told = [_change(code, flip, against[code], speech, is_open=code in possible) for code, flip in flips.items()]
    steps = {code: flip["steps"] or len(FIELDS) for code, flip in flips.items()}
    near = sorted((change for change in told if change.ways), key=lambda change: steps[change.code])
    lost = [code for code, flip in flips.items() if not flip["steps"] and not _by_facts(against[code]["nearest"])]
    unsought = [code for code in lost if flips[code]["proven"] and not _sought(against[code])]
    far = [*_far(lost, flips, possible), *([f"{_STOPPED} {_titles(unsought)}."] if unsought else [])]
    return Changes(tuple(near), tuple(far))


def _change(code: str, flip: Mapping[str, Any], against: Mapping[str, Any], speech: Speech, *, is_open: bool) -> Change:
    miss = against["nearest"]
    sets = sorted(flip["sets"], key=lambda each: list(_HEADINGS).index(kind_of(each)))
    most = MOST_SHOWN if (flip["steps"] or 0) <= _FEW_STEPS else 1
    shown, others = sets[:most], sets[most:]
    ways = [*_by_kind(shown, speech), *([_ways(_FACTS, [miss], speech)] if _by_facts(miss) else [])]
    return Change(
        code=code,
        title=short_title(code),
        distance=_distance(flip["steps"], is_open=is_open),
        ways=tuple(ways),
        others=tuple(_by_kind(others, speech)),
        others_title=_others_title(len(others), capped=flip["capped"]),
        more="There are still more ways in as many steps." if flip["capped"] else "",
        caveat=_caveat(flip, against),
    )


def kind_of(steps: Steps) -> str:
    """What can be done about a set of steps: whether all, some or none of them are the company's to take."""
    natures = {FIELDS[step["field"]].nature for step in steps}
    if "fact" in natures:
        return _FACTS
    if natures == {"lever"}:
        return _LEVERS
    return _MIXED if "lever" in natures else _JUDGEMENTS


def _by_facts(miss: Steps | None) -> bool:
    """Whether a miss says more than the steps do, and little enough to picture."""
    return miss is not None and len(miss) <= _MOST_FACTS and kind_of(miss) == _FACTS


def _sought(against: Mapping[str, Any]) -> bool:
    """Whether no other facts are nearer than the miss, or give the verdict where there is none."""
    return bool(against.get("nearest_proven", True))


def _by_kind(sets: Sequence[Steps], speech: Speech) -> Iterable[Ways]:
    """These ways, sorted by what can be done about them; no kind without one."""
    kinds = {kind: [each for each in sets if kind_of(each) == kind] for kind in _HEADINGS}
    return (_ways(kind, some, speech) for kind, some in kinds.items() if some)


def _ways(kind: str, sets: Iterable[Steps], speech: Speech) -> Ways:
    heading = _HEADINGS[kind].format(your=speech.your)
    return Ways(kind, heading, tuple(Way(_clause(steps, speech), _inputs(steps)) for steps in sets))


def _clause(steps: Steps, speech: Speech) -> str:
    return "if " + ", and ".join(if_text(step["field"], step["to"]) + _today(step, speech) for step in steps)


def _inputs(steps: Steps) -> Mapping[str, str]:
    return raw_answers({step["field"]: step["to"] for step in steps})


def _today(step: Step, speech: Speech) -> str:
    """The answer that stands, where the clause does not say it: a yes or no turned round says it."""
    if FIELDS[step["field"]].kind == "yes_no":
        return ""
    return f" ({speech.you_said} “{answer_text(step['field'], step['from'])}”)"


def _distance(steps: int | None, *, is_open: bool) -> str:
    if steps is None:
        return f"{_NOTHING} it{_OPEN if is_open else ''}."
    return "One step away." if steps == 1 else f"{capital(in_words(steps))} steps away."


def _others_title(count: int, *, capped: bool) -> str:
    if not count:
        return ""
    ways = "way" if count == 1 else f"{in_words(count)} ways"
    return f"{capital(in_words(count))} other ways" if capped else f"The other {ways}"


def _caveat(flip: Mapping[str, Any], against: Mapping[str, Any]) -> str:
    if flip["proven"]:
        return "" if _sought(against) else f"{_STOPPED} it too."
    if flip["steps"] is None:
        return "We stopped looking before we had tried everything, so this is not certain."
    return "We stopped looking before we had tried everything: " + (
        "there may be other ways." if flip["steps"] == 1 else "fewer steps are not ruled out."
    )


def _far(codes: Sequence[str], flips: Mapping[str, Mapping[str, Any]], possible: Collection[str]) -> Iterable[str]:
    proven = [code for code in codes if flips[code]["proven"]]
    if still_open := [code for code in proven if code in possible]:
        yield f"{_NOTHING} {_titles(still_open)}{_OPEN}."
    if shut := [code for code in proven if code not in possible]:
        yield f"{_NOTHING} {_titles(shut)}."
    unproven = [code for code in codes if not flips[code]["proven"]]
    if unproven:
        yield (
            f"For {_titles(unproven)} we found no change that would do, but stopped looking before we had tried "
            "everything: one is not ruled out."
        )


def _titles(codes: Sequence[str]) -> str:
    return listed([f"“{short_title(code)}”" for code in codes], "or")

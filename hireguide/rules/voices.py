"""Several people's answers about one company side by side: who said what, where they differ, how far apart they are."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hireguide.rules.fields import CATALOGUE, FIELDS, Facts, Field, Value, applies

Standing = Literal["differs", "some_know", "asked_differs", "agreed", "open", "not_asked"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's answers: `facts` as `parse_profile` gives them; whatever is not among them they do not know."""

    key: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to a question, and the keys of the voices that gave it.

    `values` has more than one where no rule tells them apart: it is the same to the verdict who of these is right.
    """

    field: str
    values: tuple[Value, ...]
    voices: tuple[str, ...]

    def joined(self, other: "Claim") -> "Claim":
        """This claim and another one to the same question, as one."""
        return Claim(self.field, self.values + other.values, self.voices + other.voices)


@dataclass(frozen=True, slots=True)
class Merged:
    """What voices come to together: `facts`, the answers on which nobody contradicts anybody and those that are
    settled; `disputed`, by question, the answers of which one can be right; `open`, the questions whose answer nobody
    knows. All in catalogue order."""

    facts: Mapping[str, Value]
    disputed: Mapping[str, tuple[Claim, ...]]
    open: tuple[str, ...]


def claims_of(name: str, voices: Iterable[Voice]) -> tuple[Claim, ...]:
    """The different answers that voices give to a question, least first, each with who gives it."""
    found: dict[Value, list[str]] = {}
    for voice in voices:
        if name in voice.facts:
            found.setdefault(voice.facts[name], []).append(voice.key)
    rank = _ranks(FIELDS[name])
    return tuple(Claim(name, (value,), tuple(found[value])) for value in sorted(found, key=rank))


def standing_of(name: str, voices: Sequence[Voice]) -> Standing:
    """How a question stands between voices.

    "differs": they give different answers. "asked_differs": those who answer agree, but by other answers of theirs it
    is no question for everybody. "some_know": those who answer agree, others don't know. "agreed": everybody gives the
    same answer. "open": nobody knows. "not_asked": by everybody's answers it is no question for this company.
    """
    given = claims_of(name, voices)
    not_asked = [voice for voice in voices if applies(FIELDS[name], voice.facts) is False]
    if len(given) > 1:
        return "differs"
    if given and len(given[0].voices) == len(voices):
        return "agreed"
    if given:
        return "asked_differs" if not_asked else "some_know"
    return "not_asked" if not_asked and len(not_asked) == len(voices) else "open"


def merge(voices: Sequence[Voice], settled: Mapping[str, Value | None]) -> Merged:
    """What voices come to, where some answers are `settled` already: to a value, or None for "nobody knows".

    An answer that only some know is taken over: not knowing contradicts nobody. What other answers set aside is left
    out.
    """
    facts: dict[str, Value] = {}
    disputed: dict[str, tuple[Claim, ...]] = {}
    for field in CATALOGUE:
        given = claims_of(field.name, voices)
        value = settled.get(field.name) if field.name in settled else given[0].values[0] if len(given) == 1 else None
        if value is not None:
            facts[field.name] = value
        elif field.name not in settled and given:
            disputed[field.name] = given
    facts = {name: value for name, value in facts.items() if applies(FIELDS[name], facts) is not False}
    disputed = {name: given for name, given in disputed.items() if applies(FIELDS[name], facts) is not False}
    known = facts.keys() | disputed.keys()
    return Merged(facts, disputed, tuple(field.name for field in CATALOGUE if _open(field, facts, disputed, known)))


def _open(field: Field, facts: Facts, disputed: Mapping[str, Sequence[Claim]], known: Collection[str]) -> bool:
    """Whether a question has no answer and is one for the company, by some of the answers at least."""
    if field.name in known or applies(field, facts) is False:
        return False
    claims = disputed.get(field.asked_if.field, ()) if field.asked_if else ()
    return not claims or any(field.asked_if.holds(claim.values[0]) for claim in claims if field.asked_if)


def apart(name: str, values: Iterable[Value]) -> Fraction:
    """How far answers to a question lie apart, from 0 to 1: for ordered answers and numbers the way from the least to
    the greatest on the scale of the answers, of which a number's brackets are the steps; else 1 where they differ.

    >>> apart("delivery_pain", ["none", "medium"]), apart("engineer_count", [12, 14]), apart("stage", ["seed"])
    (Fraction(2, 3), Fraction(0, 1), Fraction(0, 1))
    """
    field = FIELDS[name]
    if field.kind == "integer":
        places = [_bracket(field, int(value)) for value in values]
        last = len(field.brackets) - 1
    elif field.kind == "ordered":
        places = [field.choices.index(str(value)) for value in values]
        last = len(field.choices) - 1
    else:
        return Fraction(len(set(values)) > 1)
    return Fraction(max(places) - min(places), last)


def _bracket(field: Field, value: int) -> int:
    return next(place for place, (_, high) in enumerate(field.brackets) if value <= high)


def _ranks(field: Field) -> Callable[[Value], int]:
    """By what a question's answers are sorted."""
    return int if field.kind == "integer" else list(field.values).index

"""How likely each answer to an open question is under the catalogue's weights, given what is known: impossible and
refused profiles are left out. Weights are whole numbers, to be read against each other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from math import lcm

from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Value, applies
from hireguide.rules.space import DEPENDENTS, Node, Space
from hireguide.rules.steps import opens
from hireguide.rules.weights import Span, spans_of

_MOST_JOINT = 6_000
_COUNTS = (LAW.field, LAW.limit)
Known = tuple[tuple[str, Value], ...]
Masses = dict[int, int]  # boxes left standing → weight
Unit = Mapping[str, Mapping[int, Masses]]  # by question and place of an answer
Chances = tuple[Mapping[int, int], bool]  # the weight of each answer by its place, and whether that is exact
Answer = tuple[int, int, int]  # its place, what it leaves standing, its weight
# Below the boxes left standing: what hangs on another question is asked, or is not.
_ASKED, _SILENT, _TIES, _TIED = 1, 2, 3, 2


@lru_cache(maxsize=32)
def spans(space: Space) -> Mapping[str, tuple[Span, ...]]:
    """Every question's answers with their weights, as one rulebook tells them apart."""
    return spans_of([space.compiled])


@lru_cache(maxsize=4096)
def _unit(space: Space, names: tuple[str, ...], known: Known) -> Unit | None:
    """The joint answers of questions that hang together, by each answer (its place; -1: the question does not apply):
    what they leave standing of what refuses profiles, and their weight. None where there are too many."""
    facts = dict(known)
    answers = {name: _answers(space, name, facts) for name in names}
    parts: list[Unit] = [
        {name: {place: {mask: weight} for place, mask, weight in answers[name]}}
        for name in names
        if name not in _COUNTS
    ]
    if LAW.field in names:
        counts, limits = answers[LAW.field], answers[LAW.limit]
        if len(counts) * len(limits) > _MOST_JOINT:
            return None
        parts.append(_counts(space, counts, limits, facts))
    wholes = [_whole(part) for part in parts]
    found: dict[str, Mapping[int, Masses]] = {}
    for number, part in enumerate(parts):
        others = reduce(_joined, wholes[:number] + wholes[number + 1 :], {-1: 1})
        for name, by_place in part.items():
            found[name] = {place: _untied(_joined(masses, others)) for place, masses in by_place.items()}
    return found


def _answers(space: Space, name: str, facts: Facts) -> list[Answer]:
    """The answers that a question may have, and that it does not apply: what they leave standing of what refuses
    profiles, and above it whether what hangs on the question is asked, or it is itself."""
    weights, hangs = _plain(space, name), FIELDS[name].asked_if is not None
    found = []
    for place in _choices(space, name, facts):
        value = facts.get(name, spans(space)[name][place].start)
        ties = _ASKED if hangs or opens(space, FIELDS[name], value) else _SILENT
        weight = 1 if name in facts else weights[place]
        found.append((place, (space.mask(name, value) & space.refusing) << _TIED | ties, weight))
    if hangs and name not in facts:
        found.append((-1, (space.absent(name) & space.refusing) << _TIED | _SILENT, sum(weights.values())))
    return found


def _counts(space: Space, counts: Sequence[Answer], limits: Sequence[Answer], facts: Facts) -> Unit:
    """The answers to both counts, as the law lets them go together."""
    found: dict[str, dict[int, Masses]] = {name: defaultdict(dict) for name in _COUNTS}
    of_count, of_limit = (spans(space)[name] for name in _COUNTS)
    for place, mask, weight in counts:
        for other, left, factor in limits:
            both = weight * factor * _law(space, of_count[place], of_limit[other], facts)
            if both:
                joint = mask & (left | _TIES)
                for masses in (found[LAW.field][place], found[LAW.limit][other]):
                    masses[joint] = masses.get(joint, 0) + both
    return found


def _untied(joint: Masses) -> Masses:
    """The joint answers that may be: of which none is to a question that is not asked, nor lacks one that is."""
    found: Masses = {}
    for mask, weight in joint.items():
        if mask & _TIES:
            found[mask >> _TIED] = found.get(mask >> _TIED, 0) + weight
    return found


def _choices(space: Space, name: str, facts: Facts) -> Sequence[int]:
    if name in facts:
        return [place for place, span in enumerate(spans(space)[name]) if _within(name, span, facts[name])]
    answered = [FIELDS[child] for child in DEPENDENTS.get(name, ()) if child in facts]
    return [
        place
        for place, span in enumerate(spans(space)[name])
        if not answered or applies(answered[0], {name: span.start})
    ]


def _within(name: str, span: Span, value: Value) -> bool:
    if FIELDS[name].kind == "integer":
        return int(span.start) <= int(value) <= int(span.end)
    return span.start == value


def _law(space: Space, count: Span, limit: Span, facts: Facts) -> int:
    """How likely the law holds between two counts, of which one may be known, in parts of `_law_scale`."""
    low, high, scale = int(count.start), int(limit.end), _law_scale(space)
    if LAW.field in facts and LAW.limit in facts:
        return scale
    if LAW.field in facts:
        least = int(limit.start)
        return scale // (high - least + 1) * max(0, high - max(least, int(facts[LAW.field])) + 1)
    if LAW.limit in facts:
        most = int(count.end)
        return scale // (most - low + 1) * max(0, min(most, int(facts[LAW.limit])) - low + 1)
    if low != int(limit.start):
        return scale * (low < high)
    size = high - low + 1
    return scale // (2 * size) * (size + 1)


@lru_cache(maxsize=32)
def _law_scale(space: Space) -> int:
    return lcm(*(2 * (int(span.end) - int(span.start) + 1) for name in _COUNTS for span in spans(space)[name]))


@dataclass(frozen=True, slots=True)
class Refusing:
    """What may yet refuse the completions of a profile: boxes, and the open questions that they ask. `parents`: the
    chances of questions on which others hang, once they are known."""

    boxes: int
    names: frozenset[str]
    parents: dict[str, Chances] = field(default_factory=dict)


def refusing(space: Space, start: Node) -> Refusing:
    """What may refuse the completions of a node."""
    boxes = start.standing & space.refusing
    return Refusing(boxes, frozenset(name for name in start.open if boxes & ~space.absent(name)))


def chances(space: Space, facts: Facts, name: str, refusing: Refusing) -> Chances:
    """The weight of each answer to an open question, by its place among its spans (-1: it does not apply), and whether
    that is exact: where refused profiles are too many to count together, they are not left out."""
    asked_if = FIELDS[name].asked_if
    if asked_if and asked_if.field not in facts and name not in refusing.names:
        parent = asked_if.field
        if parent not in refusing.parents:
            refusing.parents[parent] = chances(space, facts, parent, refusing)
        parents, exact = refusing.parents[parent]
        return _hanging(space, name, parents), exact
    if name not in _COUNTS and name not in refusing.names and name not in DEPENDENTS:
        return _plain(space, name), True
    tied = {name} | refusing.names
    own = _unit_of(tied, name)
    others = {_unit_of(tied, other) for other in tied} - {own}
    mine = _unit(space, own, _known(own, facts))
    rest: Masses = {refusing.boxes: 1}
    for names in sorted(others):
        unit = _unit(space, names, _known(names, facts))
        if unit is None:
            return _plain(space, name), False
        rest = _joined(rest, _whole(unit))
    if mine is None:
        return _plain(space, name), False
    answers = mine[name]
    kept = {mask: _kept(space, rest, mask) for mask in set().union(*answers.values())}
    found = {place: sum(weight * kept[mask] for mask, weight in masses.items()) for place, masses in answers.items()}
    return {place: weight for place, weight in found.items() if weight}, True


def _kept(space: Space, rest: Masses, mask: int) -> int:
    """The weight of what, with these boxes left standing, is not refused."""
    fired, impossible = space.compiled.fired, space.compiled.impossible
    return sum(weight for other, weight in rest.items() if not fired(mask & other) & impossible)


def _hanging(space: Space, name: str, parents: Mapping[int, int]) -> Mapping[int, int]:
    """The weight of each answer to a question that applies only after some answers to its parent."""
    asked_if = FIELDS[name].asked_if
    spans_ = spans(space)[asked_if.field] if asked_if else ()
    opening = sum(w for place, w in parents.items() if asked_if and asked_if.holds(spans_[place].start))
    closing = sum(parents.values()) - opening
    plain = _plain(space, name)
    found = {place: weight * opening for place, weight in plain.items() if opening}
    return found | ({-1: closing * sum(plain.values())} if closing else {})


@lru_cache(maxsize=2048)
def _plain(space: Space, name: str) -> Mapping[int, int]:
    scale = lcm(*(span.weight.denominator for span in spans(space)[name]))
    return {place: int(span.weight * scale) for place, span in enumerate(spans(space)[name])}


def _unit_of(tied: set[str], name: str) -> tuple[str, ...]:
    """The questions that hang together with one: the parent, its other tied children, and the other count of people."""
    asked_if = FIELDS[name].asked_if
    parent = asked_if.field if asked_if else name
    counts = set(_COUNTS) if parent in _COUNTS else set()
    hanging = {child for each in {parent, *counts} for child in DEPENDENTS.get(each, ()) if child in tied}
    unit = {parent, *counts, *hanging}
    return tuple(field.name for field in CATALOGUE if field.name in unit)


def _known(names: Sequence[str], facts: Facts) -> Known:
    """What is known of a unit; of answers that say that its questions apply, no more than that there is one."""
    known = [(name, facts[name]) for name in names if name in facts]
    for name in names:
        child = next((child for child in DEPENDENTS.get(name, ()) if child in facts), None)
        if child and child not in names and name not in facts:
            known.append((child, True))
    return tuple(known)


def _whole(unit: Unit) -> Masses:
    """All that the answers to one question of a unit leave standing."""
    total: Masses = {}
    for masses in next(iter(unit.values())).values():
        for mask, weight in masses.items():
            total[mask] = total.get(mask, 0) + weight
    return total


def _joined(one: Masses, other: Masses) -> Masses:
    total: Masses = {}
    for mask, weight in one.items():
        for more, factor in other.items():
            total[mask & more] = total.get(mask & more, 0) + weight * factor
    return total

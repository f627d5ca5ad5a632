"""How likely each answer to an open question is under the catalogue's weights, given what is known: impossible and
refused profiles are left out. Weights are whole numbers, to be read against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import lcm

from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Value, applies
from hireguide.rules.space import DEPENDENTS, Node, Space
from hireguide.rules.weights import Span, spans_of

_MOST_JOINT = 6_000
_COUNTS = (LAW.field, LAW.limit)
Known = tuple[tuple[str, Value], ...]
Masses = dict[int, int]  # boxes left standing → weight


@lru_cache(maxsize=32)
def spans(space: Space) -> Mapping[str, tuple[Span, ...]]:
    """Every question's answers with their weights, as one rulebook tells them apart."""
    return spans_of([space.compiled])


@lru_cache(maxsize=4096)
def _unit(space: Space, names: tuple[str, ...], known: Known) -> Mapping[tuple[str, int], Masses] | None:
    """The joint answers of questions that hang together, by each answer (its place; -1: the question does not apply):
    what they leave standing of what refuses profiles, and their weight. None where there are too many."""
    facts = dict(known)
    choices = [_choices(space, name, facts) for name in names]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > _MOST_JOINT:
        return None
    found: dict[tuple[str, int], Masses] = {}
    for places in product(*choices):
        mask, weight, seen = _weighed(space, dict(zip(names, places, strict=True)), facts)
        if weight:
            for key in seen:
                masses = found.setdefault(key, {})
                masses[mask] = masses.get(mask, 0) + weight
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


def _weighed(space: Space, places: Mapping[str, int], facts: Facts) -> tuple[int, int, list[tuple[str, int]]]:
    """The mask, weight and answers of one joint choice; no weight where it cannot be, or is another's twin."""
    picked = {name: spans(space)[name][place] for name, place in places.items()}
    mask, weight, seen = space.refusing, 1, []
    starts = {name: facts.get(name, span.start) for name, span in picked.items()}
    for name in picked:
        if applies(FIELDS[name], starts) is False:
            if name in facts or places[name]:
                return 0, 0, []
            mask &= space.absent(name)
            weight *= sum(_plain(space, name).values())
            seen.append((name, -1))
        else:
            mask &= space.mask(name, starts[name])
            weight *= 1 if name in facts else _plain(space, name)[places[name]]
            seen.append((name, places[name]))
    if LAW.field in picked and LAW.limit in picked:
        weight *= _law(space, picked, facts)
    return mask, weight, seen


def _law(space: Space, picked: Mapping[str, Span], facts: Facts) -> int:
    """How likely the law holds between two counts, of which one may be known, in parts of `_law_scale`."""
    count, limit, scale = picked[LAW.field], picked[LAW.limit], _law_scale(space)
    low, high = int(count.start), int(limit.end)
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
    """What may yet refuse the completions of a profile: boxes, and the open questions that they ask."""

    boxes: int
    names: frozenset[str]


def refusing(space: Space, start: Node) -> Refusing:
    """What may refuse the completions of a node."""
    boxes = start.standing & space.refusing
    return Refusing(boxes, frozenset(name for name in start.open if boxes & ~space.absent(name)))


def chances(space: Space, facts: Facts, name: str, refusing: Refusing) -> tuple[Mapping[int, int], bool]:
    """The weight of each answer to an open question, by its place among its spans (-1: it does not apply), and whether
    that is exact: where refused profiles are too many to count together, they are not left out."""
    asked_if = FIELDS[name].asked_if
    if asked_if and asked_if.field not in facts and name not in refusing.names:
        parents, exact = chances(space, facts, asked_if.field, refusing)
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
        rest = _joined(rest, _whole(unit, names[0]))
    if mine is None:
        return _plain(space, name), False
    fired, impossible = space.compiled.fired, space.compiled.impossible
    found = {
        place: sum(w for mask, w in _joined(rest, masses).items() if not fired(mask) & impossible)
        for (asked, place), masses in mine.items()
        if asked == name
    }
    return {place: weight for place, weight in found.items() if weight}, True


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
    """What is known of a unit, and the answers that say that its questions apply."""
    with_hanging = [*names, *(child for name in names for child in DEPENDENTS.get(name, ()))]
    return tuple((name, facts[name]) for name in dict.fromkeys(with_hanging) if name in facts)


def _whole(unit: Mapping[tuple[str, int], Masses], name: str) -> Masses:
    total: Masses = {}
    for (asked, _), masses in unit.items():
        if asked == name:
            for mask, weight in masses.items():
                total[mask] = total.get(mask, 0) + weight
    return total


def _joined(one: Masses, other: Masses) -> Masses:
    total: Masses = {}
    for mask, weight in one.items():
        for more, factor in other.items():
            total[mask & more] = total.get(mask & more, 0) + weight * factor
    return total

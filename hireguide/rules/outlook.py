"""What a part of the completions can come to, at most: rules that hang on one open question are worked out exactly,
question by question; those that tangle two are left free to hold or not, as far as one answer lets them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from hireguide.rules.compiled import Compiled, bits_of
from hireguide.rules.domains import Domain, Effects
from hireguide.rules.fields import LAW
from hireguide.rules.space import DEPENDENTS, Node, Space

Bounds = tuple[int, int, int, int]  # least and most execution points, least and most strategy points


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the completions of a node can have at most; the node is kept without the questions that no longer matter.

    `undecided`: boxes that hang on open answers; `tangled`: those of rules that ask two open questions or more;
    `links`: open questions on whose answer hangs which answers another has. Without either it is exact.
    """

    node: Node
    verdicts: frozenset[str]
    bounds: Bounds
    undecided: int
    tangled: int
    links: frozenset[str]

    @property
    def exact(self) -> bool:
        """Whether completions have all this, not only at most this."""
        return not self.tangled and not self.links


def look(space: Space, node: Node, skip: Collection[str]) -> Outlook | None:
    """The outlook of a node, leaving out the verdicts to `skip`; None where every completion is refused."""
    compiled = space.compiled
    alive = node.standing
    once = twice = 0
    for domain in node.open.values():
        varies = domain.vary & alive
        twice |= once & varies
        once |= varies
    certain = compiled.fired(alive & ~once)
    if certain & compiled.impossible:
        return None
    undecided = _undecided(space, alive & once, certain)
    open_ = {name: domain for name, domain in node.open.items() if domain.vary & undecided or name in DEPENDENTS}
    tangled = _tangled(compiled, open_.values(), undecided, undecided & twice)
    leaning = tangled & compiled.single & compiled.evidence
    effects = list(_effects(space, open_.values(), undecided & ~tangled, leaning))
    if not all(effect.situations for effect in effects):
        return None
    free = compiled.fired(tangled & ~leaning)
    return Outlook(
        node=Node(alive, open_),
        verdicts=_verdicts(space, certain, free, effects, skip),
        bounds=_bounds(compiled, certain, free, effects),
        undecided=undecided,
        tangled=tangled,
        links=frozenset(_links(open_, undecided)),
    )


def _undecided(space: Space, boxes: int, certain: int) -> int:
    """The boxes that matter still: not those of rules that hold anyway, nor of situations after one that holds."""
    compiled = space.compiled
    first = certain & compiled.situations
    if first:
        first &= -first
        boxes &= ~(space.deciding & -first)
    for head, group in compiled.several_of.items():
        if certain & head:
            boxes &= ~group
    return boxes


def _tangled(compiled: Compiled, domains: Collection[Domain], undecided: int, twice: int) -> int:
    """The undecided boxes of rules that ask two open questions; a rule's boxes go together."""
    tangled = twice
    for group in compiled.several_of.values():
        boxes = undecided & group
        if boxes and (boxes & twice or all(boxes & ~domain.vary for domain in domains)):
            tangled |= boxes
    return tangled


def _effects(space: Space, domains: Iterable[Domain], alone: int, leaning: int) -> Iterable[Effects]:
    """What each question does by itself. Tangled evidence leans on one of its questions, the one that tangles most: of
    pieces that lean on the same, only those hold together that one answer lets hold."""
    for domain in sorted(domains, key=lambda domain: -(leaning & domain.vary).bit_count()):
        own, leans = alone & domain.vary, leaning & domain.vary
        leaning &= ~leans
        if own or leans:
            yield domain.effects(own, leans, space.compiled, space.plane)


def _bounds(compiled: Compiled, certain: int, free: int, effects: Iterable[Effects]) -> Bounds:
    least, most = compiled.span(certain, free, "execution")
    least_strategy, most_strategy = compiled.span(certain, free, "strategy")
    for effect in effects:
        bounds = effect.bounds
        least += bounds[0]
        most += bounds[1]
        least_strategy += bounds[2]
        most_strategy += bounds[3]
    return least, most, least_strategy, most_strategy


def _verdicts(
    space: Space, certain: int, free: int, effects: Sequence[Effects], skip: Collection[str]
) -> frozenset[str]:
    """The verdicts that the grid can give where no situation need hold, and those that situations can."""
    compiled = space.compiled
    found: set[str] = set()
    if not certain & compiled.situations:
        pairs = _pairs(space, certain, free, effects)
        found = {code for code, region in space.plane.regions.items() if pairs & region}
    at_once = (certain | free) & compiled.situations
    alone = [bit for effect in effects for held in effect.situations for bit in bits_of(held)]
    for bit in bits_of(reduce(or_, alone, at_once)):
        code = compiled.situation_of[bit].verdict
        if code not in skip and code not in found and _may_decide(space, bit, at_once, effects):
            found.add(code)
        if bit & certain:
            break
    return frozenset(found.difference(skip))


def _may_decide(space: Space, bit: int, at_once: int, effects: Sequence[Effects]) -> bool:
    """Whether a situation may be the first that holds."""
    before = space.compiled.situations & (bit - 1)
    may_hold = bit & at_once or any(effect.may_hold_first(bit) for effect in effects)
    return bool(may_hold) and all(effect.may_avoid(before) for effect in effects)


def _pairs(space: Space, certain: int, free: int, effects: Iterable[Effects]) -> int:
    """The points of both gaps, as a set in the plane, that completions in which no situation holds can come to."""
    compiled, plane = space.compiled, space.plane
    pairs = plane.start(certain)
    for effect in effects:
        pairs = plane.spread(pairs, effect.shifts)
    for bit in bits_of(free & compiled.evidence):
        pairs = plane.spread(pairs, (0, plane.shift_of[bit]))
    return pairs


def _links(open_: Mapping[str, Domain], undecided: int) -> Iterable[str]:
    """The open questions whose answer decides which answers another open question has, where that matters."""
    for parent, children in DEPENDENTS.items():
        if parent in open_ and any(
            child in open_ and open_[child].may_not_apply and open_[child].vary & undecided for child in children
        ):
            yield parent
    count, limit = open_.get(LAW.field), open_.get(LAW.limit)
    if count and limit and limit.vary & undecided and count.greatest_low > limit.least_high:
        yield LAW.field

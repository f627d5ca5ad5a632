"""What a part of the completions can come to, at most: rules that hang on one open question are worked out exactly,
question by question; those that tangle two are left free to hold or not, as far as one answer lets them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from hireguide.rules.compiled import bits_of
from hireguide.rules.domains import Domain, Effects
from hireguide.rules.fields import LAW
from hireguide.rules.space import DEPENDENTS, Node, Space


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the completions of a node can have at most; the node is kept without the questions that no longer matter.

    `undecided`: boxes that hang on open answers; `tangled`: those of rules that ask two open questions or more;
    `links`: open questions on whose answer hangs which answers another has. Without either it is exact.
    """

    node: Node
    verdicts: frozenset[str]
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
    alive, domains = node.standing, node.open.values()
    once = twice = 0
    for domain in domains:
        varies = domain.vary & alive
        twice |= once & varies
        once |= varies
    certain = compiled.fired(alive & ~once)
    if certain & compiled.impossible:
        return None
    undecided = _undecided(space, alive & once, certain)
    open_ = {name: domain for name, domain in node.open.items() if domain.vary & undecided or name in DEPENDENTS}
    tangled = _tangled(space, open_, undecided, undecided & twice)
    leaning = tangled & compiled.single & compiled.evidence
    effects = _effects(space, open_.values(), undecided & ~tangled, leaning)
    if not all(effect.situations for effect in effects):
        return None
    free = compiled.fired(tangled & ~leaning)
    return Outlook(
        node=Node(alive, open_),
        verdicts=_verdicts(space, certain, free, effects, skip),
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


def _tangled(space: Space, open_: Mapping[str, Domain], undecided: int, twice: int) -> int:
    """The undecided boxes of rules that ask two open questions; a rule's boxes go together."""
    tangled = twice
    for group, names in space.several:
        boxes = undecided & group
        if boxes & (boxes - 1) and (boxes & twice or all(boxes & ~open_[name].vary for name in names if name in open_)):
            tangled |= boxes
    return tangled


def _effects(space: Space, domains: Collection[Domain], alone: int, leaning: int) -> list[Effects]:
    """What each question does by itself. Tangled evidence leans on one of its questions, the one that tangles most: of
    pieces that lean on the same, only those hold together that one answer lets hold."""
    compiled, plane, left = space.compiled, space.plane, leaning
    found = [
        domain.effects(own, 0, compiled, plane)
        for domain in domains
        if (own := alone & domain.vary) and not leaning & domain.vary
    ]
    tangling = [domain for domain in domains if leaning & domain.vary]
    for domain in sorted(tangling, key=lambda domain: -(leaning & domain.vary).bit_count()):
        own, leans = alone & domain.vary, left & domain.vary
        left &= ~leans
        if own or leans:
            found.append(domain.effects(own, leans, compiled, plane))
    return found


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
    deciding = [effect for effect in effects if effect.deciding]
    for bit in bits_of(reduce(or_, [effect.deciding for effect in deciding], at_once)):
        code = compiled.situation_of[bit].verdict
        if code not in skip and code not in found and _may_decide(space, bit, at_once, deciding):
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
    plane = space.plane
    moves = [effect.shifts for effect in effects]
    moves += [(0, plane.shift_of[bit]) for bit in bits_of(free & space.compiled.evidence)]
    return plane.walked(plane.start(certain), moves)


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

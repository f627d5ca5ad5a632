"""What becomes of a company with every combination of disputed answers, all combinations judged at once; open answers
stay open, as everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import and_, or_

from hireguide.rules.ballot import OUTCOMES, Ballot
from hireguide.rules.batch import judge_of
from hireguide.rules.compiled import bits_of
from hireguide.rules.completing import Completing, Cost
from hireguide.rules.fields import FIELDS, LAW, Facts, Value, applies
from hireguide.rules.profile import broken_law
from hireguide.rules.rulebook import IMPOSSIBLE
from hireguide.rules.rulings import Allowance, Rulings, answered, changed
from hireguide.rules.scales import Judged
from hireguide.rules.space import DEPENDENTS, Node, Space
from hireguide.rules.table import Table, repeated, size, strides
from hireguide.rules.voices import Claim

MOST_ROWS = 1 << 20
_ALLOWANCE = 8_000_000  # rows judged, and what else costs as much time
_BALLOT, _WITNESS, _SEARCH = 20_000, 1_000, 15_000
_FIRST = (LAW.limit, *DEPENDENTS)  # on whose answers hangs which answers others have

Disputed = Mapping[str, Sequence[Claim]]
Columns = dict[str, int]


@dataclass(frozen=True, slots=True)
class Combined:
    """`table`: the combinations of `digits`, by question the claims of which one is right; a claim's number is its
    place. `facts`: what holds with all of them. `held`: the questions too many, with the claim that was taken as right.
    Where `proven` is false some verdict may be another than the table says."""

    table: Table
    digits: Mapping[str, Sequence[Claim]]
    facts: Facts
    held: Mapping[str, Claim]
    proven: bool


def combine(space: Space, facts: Facts, disputed: Disputed, most: int = MOST_ROWS) -> Combined:
    """Every combination of disputed answers, of those that rules can tell apart, or `most` of them."""
    digits = {name: told_apart(space, facts, disputed, name) for name in disputed}
    digits = {name: claims for name, claims in digits.items() if len(claims) > 1}
    held: dict[str, Claim] = {}
    while size([len(claims) for claims in digits.values()]) > most:
        name = min(digits, key=lambda name: _weight(space, digits[name]))
        held[name] = max(digits.pop(name), key=lambda claim: len(claim.voices))
    fixed = {name: claims[0] for name, claims in disputed.items() if name not in digits} | held
    known = changed(facts, {name: claim.values[0] for name, claim in fixed.items()})
    framing = [name for name in digits if _frames(space, known, digits, name)]
    ordered = {name: digits[name] for name in (*(name for name in digits if name not in framing), *framing)}
    hall = _Hall(space, {name: claims for name, claims in ordered.items() if name not in framing})
    blocks = product(*(digits[name] for name in reversed(framing)))
    columns: Columns = dict.fromkeys(OUTCOMES, 0)
    for number, claims in enumerate(blocks):
        block = hall.block({**known, **{claim.field: claim.values[0] for claim in claims}})
        for code, column in block.items():
            columns[code] |= column << number * hall.size
    table = Table([len(claims) for claims in ordered.values()], columns)
    return Combined(table, ordered, known, held, hall.proven and not held)


def told_apart(space: Space, facts: Facts, disputed: Disputed, name: str) -> Sequence[Claim]:
    """The claims about a question, those as one that no rule tells apart."""
    claims = disputed[name]
    if name in (LAW.field, LAW.limit) and not _lawful(facts, disputed):
        return claims
    if name not in space.domains:
        return claims[:1]
    alike: dict[object, Claim] = {}
    for claim in claims:
        key = space.mask(name, claim.values[0]), _opens(name, claim.values[0])
        alike[key] = alike[key].joined(claim) if key in alike else claim
    return tuple(alike.values())


def _opens(name: str, value: Value) -> bool:
    """Whether the questions that hang on this one apply then."""
    children = DEPENDENTS.get(name)
    return not children or applies(FIELDS[children[0]], {name: value}) is True


def _lawful(facts: Facts, disputed: Disputed) -> bool:
    """Whether both counts are known, whoever is right, and no two of their values break the law."""
    counts, limits = (
        [claim.values[0] for claim in disputed.get(name, ())] or [facts[name] for _ in (0,) if name in facts]
        for name in (LAW.field, LAW.limit)
    )
    pairs = [{LAW.field: count, LAW.limit: limit} for count in counts for limit in limits]
    return bool(pairs) and not any(map(broken_law, pairs))


def _frames(space: Space, facts: Facts, digits: Disputed, name: str) -> bool:
    """Whether it hangs on this question which others apply, or which answers they have."""
    opening = {_opens(name, claim.values[0]) for claim in digits[name]}
    return len(opening) > 1 or (name in (LAW.field, LAW.limit) and not _lawful(facts, digits))


def _weight(space: Space, claims: Sequence[Claim]) -> int:
    """How many boxes hang on who is right."""
    masks = [space.mask(claim.field, claim.values[0]) for claim in claims]
    return (reduce(or_, masks) & ~reduce(and_, masks)).bit_count()


class _Hall:
    """Judges the combinations of some digits that tell nothing of which questions apply; block after block, as the
    other answers are."""

    def __init__(self, space: Space, digits: Disputed) -> None:
        self.space = space
        self.names = list(digits)
        self.claims = digits
        radices = [len(claims) for claims in digits.values()]
        self.size = size(radices)
        self.all = (1 << self.size) - 1
        self.allowance = _ALLOWANCE
        self.rulings = Rulings(space, Allowance(0))
        self.judging = judge_of(space)
        self.completing = Completing(space, self.rulings.scales)
        self.proven = True
        self.masks = {name: [space.mask(name, claim.values[0]) for claim in digits[name]] for name in digits}
        self.strides = dict(zip(digits, strides(radices), strict=True))
        self._accepted: dict[int, int] = {}
        compiled = space.compiled
        heads = compiled.impossible | compiled.situations | compiled.evidence
        self._groups = {head: group for head, group in compiled.groups.items() if head & heads}
        self.codes: dict[object, str] = {}

    def block(self, facts: Facts) -> Columns:
        """What becomes of the combinations with these facts."""
        sample = changed(facts, {name: claims[0].values[0] for name, claims in self.claims.items()})
        start = None if broken_law(sample) else self.space.completions(sample)
        if start is None:
            return dict.fromkeys(OUTCOMES, 0) | {IMPOSSIBLE: self.all}
        return _Block(self, sample, start).verdicts()

    def ballot(self, boxes: int) -> Columns:
        """What becomes of the combinations where all else leaves these boxes standing."""
        self.allowance -= self.size + _BALLOT
        holding = {head: self._holding(group & boxes) for head, group in self._groups.items()}
        return dict(Ballot(self.space.compiled, self, holding).verdicts)

    def _holding(self, boxes: int) -> int:
        return reduce(or_, [self._accepting(box) for box in bits_of(boxes)], 0)

    def _accepting(self, box: int) -> int:
        """The combinations that a box accepts."""
        column = self._accepted.get(box)
        if column is None:
            column = self.all
            for name in self.names:
                if not all(mask & box for mask in self.masks[name]):
                    column &= self._giving(name, box)
            self._accepted[box] = column
        return column

    def _giving(self, name: str, box: int) -> int:
        """The combinations whose answer to one question leaves a box standing."""
        stride, masks = self.strides[name], self.masks[name]
        ones = (1 << stride) - 1
        pattern = sum(ones << stride * place for place, mask in enumerate(masks) if mask & box)
        return repeated(pattern, stride * len(masks), self.size)

    def chosen(self, row: int) -> Iterator[tuple[str, int]]:
        """The places of one combination, by its number."""
        for name in self.names:
            yield name, row // self.strides[name] % len(self.masks[name])


class _Block:
    """The combinations with some facts, of which `sample` is one. `live`: the boxes that those facts leave standing;
    `known`: the part of them that asks nothing open; `start`: what open questions may be."""

    def __init__(self, hall: _Hall, sample: Facts, start: Node) -> None:
        self._hall = hall
        self._sample = sample
        self._open = start.open
        self._asked = [name for name in hall.names if name in sample]
        still = {name: value for name, value in sample.items() if name not in hall.names}
        space = hall.space
        silent = [name for name in space.domains if name not in sample and name not in start.open]
        self._live = reduce(and_, [space.absent(name) for name in silent], answered(space, still))
        self._known = reduce(and_, [space.absent(name) for name in start.open], self._live)

    def verdicts(self) -> Columns:
        """By what becomes of them the combinations."""
        hall = self._hall
        known = hall.ballot(self._known)
        doubt = hall.all & ~known[IMPOSSIBLE] if self._live != self._known else 0
        found = dict(known)
        while doubt and hall.allowance > 0:
            row = (doubt & -doubt).bit_length() - 1
            witness = self._witness(row)
            if witness is None:
                code = self._searched(row)
                for other in OUTCOMES:
                    found[other] &= ~(1 << row)
                found[code] |= 1 << row
                doubt ^= 1 << row
            else:
                seen = hall.ballot(self._live & witness)
                doubt &= ~reduce(or_, [known[code] & seen[code] for code in known if code != IMPOSSIBLE])
        hall.proven = hall.proven and not doubt
        return found

    def _row(self, row: int) -> int:
        """The boxes that one combination leaves standing, open answers aside."""
        masks = (self._hall.masks[name][place] for name, place in self._hall.chosen(row) if name in self._asked)
        return reduce(and_, masks, self._live)

    def _searched(self, row: int) -> str:
        """What becomes of one combination, by a search; once for all that are alike."""
        hall = self._hall
        answers = {name: hall.claims[name][place].values[0] for name, place in hall.chosen(row)}
        facts = changed(self._sample, answers)
        standing = self._row(row)
        key = hall.rulings.likeness(facts, standing, standing & self._known)
        if key not in hall.codes:
            hall.allowance -= _SEARCH
            hall.codes[key] = hall.judging(facts).verdict
        return hall.codes[key]

    def _witness(self, row: int) -> int | None:
        """Answers to the open questions that leave the verdict of one combination's known reading as it is, as the
        boxes that they leave standing; None where none are found."""
        hall, standing = self._hall, self._row(row)
        known = hall.rulings.scales.weigh(standing & self._known)
        for boxes in self._built(standing, known):
            hall.allowance -= _WITNESS
            if hall.rulings.scales.weigh(standing & boxes).verdict == known.verdict:
                return boxes
        return None

    def _built(self, standing: int, known: Judged) -> Iterator[int]:
        """The answers of some completions of one combination; as `Completing` builds them, and the quietest with one
        question's after the other's changed to those that lead least far away."""
        node, masks = self._completed(standing, int.bit_count)
        fewest = reduce(and_, masks.values(), node.known)
        yield fewest
        first = self._hall.rulings.scales.weigh(standing & fewest)
        for cost in self._hall.completing.costs(known, first):
            framed, others = self._completed(standing, cost)
            yield reduce(and_, others.values(), framed.known)
        for name, domain in node.open.items():
            rest = reduce(and_, [mask for other, mask in masks.items() if other != name], node.known)
            answers = [entry.mask for entry in domain.answers]
            masks[name] = min(answers, key=lambda mask: self._far(standing & rest & mask, known))
            yield rest & masks[name]

    def _completed(self, standing: int, cost: Cost) -> tuple[Node, dict[str, int]]:
        """The answers that leave standing what costs least, question by question: the node of those on which others
        hang, and what each of the others leaves standing."""
        space = self._hall.space
        node = Node(space.judging, self._open)
        for name in _FIRST:
            if name in node.open:
                boxes = standing & node.standing
                node = space.assigned(
                    node, name, min(node.open[name].answers, key=lambda each: cost(boxes & each.mask))
                )
        boxes, masks = standing & node.standing, {}
        for name, domain in node.open.items():
            masks[name] = min([entry.mask for entry in domain.answers], key=lambda mask: cost(boxes & mask))
            boxes &= masks[name]
        return node, masks

    def _far(self, boxes: int, known: Judged) -> tuple[bool, int]:
        judged = self._hall.rulings.scales.weigh(boxes)
        far = abs(judged.execution - known.execution) + abs(judged.strategy - known.strategy)
        return judged.verdict != known.verdict, far

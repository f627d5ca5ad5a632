"""Where voices about one company differ, which differences change the verdict, and who would have to be right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hireguide.rules.asking import ask
from hireguide.rules.combining import MOST_ROWS, Combined, combine
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.fields import CATALOGUE, FIELDS, Value
from hireguide.rules.profile import broken_law
from hireguide.rules.rulebook import IMPOSSIBLE, Rulebook
from hireguide.rules.rulings import changed
from hireguide.rules.space import space_of
from hireguide.rules.table import Chosen
from hireguide.rules.voices import Claim, Merged, Standing, Voice, apart, claims_of, merge, standing_of

MOST_SETS = 10


@dataclass(frozen=True, slots=True)
class Topic:
    """One question as voices answer it, and what hangs on who is right.

    `apart`: how far the answers lie apart, 0 to 1. `decisive`: whether for some answers to the other disputed questions
    another claim changes the verdict, None where that is not proven; `sways`: for how many of them it does, as a share.
    `leaves`: for each claim the verdicts that can come out if it is right, whoever is about the rest; none for what is
    not in dispute.
    """

    field: str
    standing: Standing
    claims: tuple[Claim, ...]
    apart: Fraction
    decisive: bool | None
    sways: Fraction
    leaves: tuple[tuple[str, ...], ...]

    @property
    def narrows(self) -> bool:
        """Whether who is right here decides by itself which verdicts can still come out."""
        return len(set(self.leaves)) > 1


@dataclass(frozen=True, slots=True)
class Ways:
    """Who would have to be right for a verdict: the sets of claims that give it whoever is right about the rest, and of
    which no claim can be left out; the fewest claims first, then in catalogue order.

    An empty set: it comes out whoever is right. `whole`: these are all the sets; `proven`: none has fewer claims than
    the first, and each gives the verdict.
    """

    verdict: str
    sets: tuple[tuple[Claim, ...], ...]
    whole: bool
    proven: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Claims that cannot all be right, with a sentence that says why: one of them, where it hangs on the rest."""

    claims: tuple[Claim, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What voices say together.

    `topics`: the questions that stand open between voices or not, decisive ones first, then those whose answers lie
    further apart, then in catalogue order. `facts`: the answers on which nobody contradicts anybody, and the settled
    ones. `open`: the questions whose answer nobody knows. `ways`: for each verdict that comes out if somebody or other
    is right. `held`: disputes that were too many to try all combinations; the claim of most voices was taken as right.
    `proven`: whether everything is, for all combinations.
    """

    topics: tuple[Topic, ...]
    facts: Mapping[str, Value]
    open: tuple[str, ...]
    ways: tuple[Ways, ...]
    clashes: tuple[Clash, ...]
    combinations: int
    held: tuple[Claim, ...]
    proven: bool


def disagree(
    rulebook: Rulebook, voices: Sequence[Voice], settled: Mapping[str, Value | None], most: int = MOST_ROWS
) -> Disagreement:
    """What hangs on the differences between voices; `settled` answers count as they are, None as "nobody knows".

    Every combination of the disputed answers is judged, or `most` of them. Verdicts are those of `judge`, questions
    that nobody can answer staying open. Answers that can't all be true are told as `clashes`, and raise nothing.
    """
    space = space_of(compile_rulebook(rulebook))
    merged = merge(voices, settled)
    combined = combine(space, merged.facts, merged.disputed, most)
    topics = [_topic(name, voices, merged, combined) for name in FIELDS]
    told = _sorted(topic for topic in topics if topic.standing != "not_asked")
    codes = [code for code in combined.table.reached() if code != IMPOSSIBLE]
    return Disagreement(
        topics=tuple(told),
        facts=merged.facts,
        open=merged.open,
        ways=tuple(_ways(combined, code) for code in codes),
        clashes=tuple(_clashes(rulebook, combined)),
        combinations=combined.table.size,
        held=tuple(combined.held.values()),
        proven=combined.proven,
    )


def _topic(name: str, voices: Sequence[Voice], merged: Merged, combined: Combined) -> Topic:
    claims = claims_of(name, voices)
    disputed = merged.disputed.get(name, ())
    sways = combined.table.sways(list(combined.digits).index(name)) if name in combined.digits else Fraction(0)
    sure = combined.proven or not disputed
    return Topic(
        field=name,
        standing=standing_of(name, voices),
        claims=claims,
        apart=apart(name, [claim.values[0] for claim in claims]) if claims else Fraction(0),
        decisive=True if sways else False if sure else None,
        sways=sways,
        leaves=tuple(_left(claim, combined) for claim in disputed),
    )


def _left(claim: Claim, combined: Combined) -> tuple[str, ...]:
    """The verdicts that can come out if a claim is right."""
    table = combined.table
    right = table.all
    for digit, (name, claims) in enumerate(combined.digits.items()):
        if name == claim.field:
            place = next(place for place, each in enumerate(claims) if claim.values[0] in each.values)
            right = table.at(digit, place)
    return tuple(code for code in VERDICTS if table.columns[code] & right)


def _sorted(topics: Iterator[Topic]) -> list[Topic]:
    """Decisive ones first, then in dispute, then those that lie further apart, then in catalogue order."""
    return sorted(topics, key=lambda topic: (not topic.decisive, not topic.leaves, -topic.apart))


def _ways(combined: Combined, code: str) -> Ways:
    found = combined.table.sets(code, MOST_SETS)
    sets = _told(combined, found.sets)
    whole = found.whole and len(sets) <= MOST_SETS
    return Ways(code, tuple(sets[:MOST_SETS]), whole, found.proven and combined.proven)


def _told(combined: Combined, sets: Sequence[Chosen]) -> list[tuple[Claim, ...]]:
    """Sets of places as sets of claims, the smallest first."""
    claims = list(combined.digits.values())
    rank = {field.name: place for place, field in enumerate(CATALOGUE)}
    told = [
        tuple(sorted([claims[digit][place] for digit, place in chosen], key=lambda claim: rank[claim.field]))
        for chosen in sets
    ]
    return sorted(told, key=lambda each: (len(each), [rank[claim.field] for claim in each]))


def _clashes(rulebook: Rulebook, combined: Combined) -> Iterator[Clash]:
    if combined.table.columns[IMPOSSIBLE]:
        anybody = {name: claims[0] for name, claims in combined.digits.items()}
        for claims in _told(combined, combined.table.sets(IMPOSSIBLE, MOST_SETS).sets)[:MOST_SETS]:
            right = anybody | {claim.field: claim for claim in claims}
            after = changed(combined.facts, {name: claim.values[0] for name, claim in right.items()})
            law = broken_law(after)
            yield Clash(claims, law[0] if law else ask(rulebook, after).impossible)

"""The second proof: every rule matters. Without it some profile gets another verdict; advice can be given."""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_

from hireguide.rules.ballot import Ballot
from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.court import Court, Witness
from hireguide.rules.goals import Goal
from hireguide.rules.proof import Item, Part


def prove_rules(court: Court) -> Part:
    """An item a rule, in the rulebook's order of parts: evidence, situations, advice."""
    compiled = court.compiled
    evidence = (_evidence(court, head) for head in compiled.evidence_of)
    deciding = {head: _situation(court, head) for head in court.situations}
    refusing = {head: _impossible(court, head) for head in bits_of(compiled.impossible)}
    written = {rule.key: place for place, rule in enumerate(compiled.rulebook.situations)}
    situations = sorted((deciding | refusing).values(), key=lambda item: written[item.key])
    advice = (_advice(court, head) for head in compiled.advice_of)
    return Part("rules", (*evidence, *situations, *advice))


def _evidence(court: Court, head: int) -> Item:
    """Evidence matters where the grid decides, and would give another verdict without its points."""
    compiled, plane = court.compiled, court.plane
    rule = compiled.evidence_of[head]

    def missed(ballot: Ballot) -> int:
        without = ballot.placed({**ballot.bands, rule.gap: ballot.banded(rule.gap, rule.points)})
        same = reduce(or_, (ballot.grid[code] & without[code] for code in VERDICTS))
        return ballot.free & ballot.holding[head] & ~same

    shift = plane.shift_of[head]
    pairs = reduce(or_, (region & ~plane.spread(region, (shift,)) for region in plane.regions.values()))
    found = _found(court, head, missed, [Goal(head, court.refusing | compiled.situations, pairs)])
    return _mattering(court, head, rule.key, found, "no verdict would be another without it")


def _situation(court: Court, head: int) -> Item:
    """A situation matters where it decides, and what comes after it would give another verdict."""
    compiled = court.compiled
    rule = compiled.situation_of[head]
    later = [other for other in court.situations if other > head]

    def missed(ballot: Ballot) -> int:
        left, seen = ballot.decided[head], 0
        for other in later:
            if compiled.situation_of[other].verdict != rule.verdict:
                seen |= left & ballot.holding[other]
            left &= ~ballot.holding[other]
        return seen | left & ~ballot.grid[rule.verdict]

    found = _found(court, head, missed, _goals(court, head, later))
    idle = "no verdict would be another without it"
    if found.holds is False:
        deciding = court.fit & court.ballot.decided[head]
        if court.witness(deciding, [Goal(head, court.before(head))]).holds is False:
            idle = "others that stand before it always decide first"
    return _mattering(court, head, rule.key, found, idle)


def _goals(court: Court, head: int, later: Iterable[int]) -> Iterator[Goal]:
    """What must be for a situation to matter: it decides, and the first after it, or the grid, says otherwise."""
    verdict = court.compiled.situation_of[head].verdict
    silent = court.before(head)
    for other in later:
        if court.compiled.situation_of[other].verdict != verdict:
            yield Goal(head | other, silent)
        silent |= other
    elsewhere = reduce(or_, (pairs for code, pairs in court.plane.regions.items() if code != verdict), 0)
    yield Goal(head, silent, elsewhere)


def _found(court: Court, head: int, missed: Callable[[Ballot], int], goals: Iterable[Goal]) -> Witness:
    """A profile that would miss a rule: of the crowd, of the crowd made over so that it holds, else by search."""
    seen = court.fit & missed(court.ballot)
    focused = None if seen else court.focused(missed, bits_of(court.compiled.groups[head]))
    return focused or court.witness(seen, goals)


def _mattering(court: Court, head: int, key: str, found: Witness, idle: str) -> Item:
    """The claim that a rule matters; `idle`: why it does not, where it can hold."""
    return found.item(
        key,
        yes=f"Without {key} this profile would get another verdict.",
        no=_idle(court, head, key, idle) if found.holds is False else "",
        asked=f"{key} matters",
    )


def _impossible(court: Court, head: int) -> Item:
    """An impossible situation matters where it alone refuses a profile."""
    compiled, ballot = court.compiled, court.ballot
    key = compiled.situation_of[head].key
    others = compiled.impossible & ~head
    elsewhere = reduce(or_, (ballot.holding[other] for other in bits_of(others)), 0)
    found = court.witness(court.crowd.lawful & ballot.holding[head] & ~elsewhere, [Goal(head, others)])
    return found.item(
        key,
        yes=f"{key} alone refuses this profile.",
        no=f"{key} refuses no profile that another does not refuse, or it can never hold. Mend its condition, or "
        "remove it.",
        asked=f"{key} alone refuses some profile",
    )


def _idle(court: Court, head: int, key: str, why: str) -> str:
    """How a rule comes not to matter."""
    holds = court.witness(court.fit & court.ballot.holding[head], [Goal(head, court.refusing)])
    if holds.facts is None:
        return f"{key} never holds: no possible profile meets its condition. Mend it, or remove the rule."
    return f"{key} never matters: it can hold, but {why}. Mend its condition, or remove it."


def _advice(court: Court, head: int) -> Item:
    """Advice must be given to some complete profile."""
    compiled, ballot = court.compiled, court.ballot
    key = compiled.advice_of[head].key
    boxes = list(bits_of(compiled.groups[head]))
    said = {"verdict": ballot.verdicts, **ballot.bands}
    seen = 0
    for box in boxes:
        column = court.fit & court.jury.accepted(box, court.crowd.columns)
        for name, values in _concluded(court, box).items():
            column &= reduce(or_, (said[name][value] for value in values), 0)
        seen |= column
    found = court.witness(seen, (goal for box in boxes for goal in _advising(court, box)))
    return found.item(
        key,
        yes=f"{key} is given to this profile.",
        no=f"{key} can never be given: no complete profile meets its condition. Mend it, or remove the advice.",
        asked=f"{key} can be given",
    )


def _concluded(court: Court, box: int) -> dict[str, list[str]]:
    """The verdicts and bands that a box of advice accepts."""
    return {
        table.field.name: [value for value in table.field.choices if table.mask(value) & box]
        for table in court.compiled.conclusions
    }


def _advising(court: Court, box: int) -> Iterator[Goal]:
    """What gives a piece of advice by one of its boxes: the grid in a cell that it accepts, or a situation."""
    compiled, plane = court.compiled, court.plane
    accepted = _concluded(court, box)
    cells = {
        bands: pairs
        for bands, pairs in plane.cells.items()
        if all(band in accepted[gap] for gap, band in zip(GAPS, bands, strict=True))
    }
    anywhere = reduce(or_, cells.values(), 0)
    grid = (pairs for bands, pairs in cells.items() if compiled.rulebook.grid[bands].verdict in accepted["verdict"])
    yield Goal(0, court.refusing | compiled.situations, reduce(or_, grid, 0), box)
    for head in court.situations:
        if compiled.situation_of[head].verdict in accepted["verdict"]:
            yield Goal(head, court.before(head), anywhere, box)

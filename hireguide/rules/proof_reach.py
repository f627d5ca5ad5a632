"""The first and the fourth proof: what can be reached, and which situations only their order decides between."""

from collections.abc import Iterator
from itertools import product

from hireguide.rules.ballot import Ballot
from hireguide.rules.compiled import bits_of
from hireguide.rules.conditions import VERDICTS
from hireguide.rules.court import Court, Witness
from hireguide.rules.goals import Goal
from hireguide.rules.proof import Item, Part


def prove_reach(court: Court) -> Part:
    """Every verdict and every cell of the grid has a profile that gets it; a cell is reached when it decides."""
    return Part("reach", (*_verdicts(court), *_cells(court)))


def _verdicts(court: Court) -> Iterator[Item]:
    compiled = court.compiled
    for code in VERDICTS:
        goals = [Goal(0, court.refusing | compiled.situations, court.plane.regions[code])]
        giving = (head for head in court.situations if compiled.situation_of[head].verdict == code)
        goals += [Goal(head, court.before(head)) for head in giving]
        found = court.witness(court.ballot.verdicts[code] & court.fit, goals)
        yield found.item(
            code,
            yes=f"This profile gets {code}.",
            no=f"No profile gets {code}. Give it a cell that points lead to, or a situation that can come first.",
            asked=f"any profile gets {code}",
        )


def _cells(court: Court) -> Iterator[Item]:
    for (execution, strategy), pairs in court.plane.cells.items():
        bands = court.ballot.bands
        seen = court.ballot.free & court.fit & bands["execution"][execution] & bands["strategy"][strategy]
        found = court.witness(seen, [Goal(0, court.refusing | court.compiled.situations, pairs)])
        cell = f"execution {execution}, strategy {strategy}"
        yield found.item(
            f"{execution}/{strategy}",
            yes=f"The cell {cell} decides for this profile.",
            no=f"The cell {cell} decides for no profile: no points lead there, or a situation always comes first. "
            "Change the bands, points or situations.",
            asked=f"the cell {cell} decides for any profile",
        )


def prove_overlaps(court: Court) -> Part:
    """Each pair of situations with different verdicts that can hold at once: the first decides by its place alone.

    Information: every item holds.
    """
    return Part("overlaps", tuple(_overlaps(court)))


def _overlaps(court: Court) -> Iterator[Item]:
    compiled = court.compiled
    situations = court.situations
    for place, head in enumerate(situations):
        for later in situations[place + 1 :]:
            one, other = compiled.situation_of[head], compiled.situation_of[later]
            if one.verdict == other.verdict:
                continue
            found = _together(court, head, later)
            if found.facts is not None:
                message = (
                    f"{one.key} ({one.verdict}) and {other.key} ({other.verdict}) both hold here: the first decides."
                )
                yield Item(f"{one.key}/{other.key}", True, message, (found.facts,))
            elif not found.proven:
                message = f"Not proven: whether {other.key} can also hold where {one.key} decides."
                yield Item(f"{one.key}/{other.key}", True, message, warns=True)


def _together(court: Court, head: int, later: int) -> Witness:
    """A profile for which one situation decides, and a later one holds too."""

    def both(ballot: Ballot) -> int:
        return ballot.decided[head] & ballot.holding[later]

    found = court.witness(court.fit & both(court.ballot), [Goal(head | later, court.before(head))])
    if found.holds is None:
        boxes = product(*(bits_of(court.compiled.groups[each]) for each in (head, later)))
        found = court.focused(both, (one | other for one, other in boxes)) or found
    return found

"""What one founder's page asks: possible verdicts and the next question, which questions matter, the whole analysis;
z3 is asked the same."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from statistics import median

from benchmarks.books import forms, generated, shipped
from benchmarks.harness import duration, quantile, ratio, show, timed
from benchmarks.solver import Peer
from hireguide.rules import CATALOGUE, Analysis, Facts, ImpossibleProfile, Rulebook, analyse, ask, judge
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.next_question import next_question
from hireguide.rules.space import space_of

_HEADER = ("", "profiles", "median", "99th percentile", "longest", "not proven")
# Answers that other questions hang on.
PARENTS = frozenset(field.asked_if.field for field in CATALOGUE if field.asked_if)

Kinds = Mapping[str, Sequence[Facts]]
Answer = Callable[[Rulebook, Facts], bool]


def main(per_kind: int = 100, for_z3: int = 25) -> None:
    """Print the tables for the shipped rulebook and for a drawn one of 80 rules; z3 is asked about the shipped one."""
    for name, rulebook in (
        ("the shipped rulebook", shipped()),
        ("a drawn rulebook of 80 rules", generated(80, seed=80)),
    ):
        kinds = kinds_of(rulebook, per_kind)
        show(f"Possible verdicts and next question, {name}", _HEADER, _rows(rulebook, kinds, asked))
        show(
            f"The same, and which questions matter: a page of the wizard, {name}",
            _HEADER,
            _rows(rulebook, kinds, paged),
        )
        show(f"The whole analysis of a verdict page, {name}", _HEADER, _rows(rulebook, kinds, analysed))
    show_z3(shipped(), kinds_of(shipped(), per_kind), for_z3)


def kinds_of(rulebook: Rulebook, per_kind: int) -> Kinds:
    """The profiles that are not refused, each once over all kinds: a remembered answer tells nothing of the search."""
    seen: set[frozenset[tuple[str, object]]] = set()
    kinds: dict[str, list[Facts]] = {}
    for kind, profiles in forms(rulebook, per_kind, seed=3).items():
        kept = kinds[kind] = []
        for facts in profiles:
            key = frozenset(facts.items())
            if key not in seen and _may_be(rulebook, facts):
                kept.append(facts)
            seen.add(key)
    return kinds


def _may_be(rulebook: Rulebook, facts: Facts) -> bool:
    try:
        judge(rulebook, facts)
    except ImpossibleProfile:
        return False
    return True


def _rows(rulebook: Rulebook, kinds: Kinds, answer: Answer) -> list[tuple[str, ...]]:
    """A row for each kind and one for all; every profile is asked about once, all of them in a random order."""
    for _ in range(2):
        answer(rulebook, {})  # what a process does once
    turns = [(kind, facts) for kind, profiles in kinds.items() for facts in profiles]
    Random(1).shuffle(turns)  # noqa: S311 - an order, not a secret
    taken: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in (*kinds, "all")}
    for kind, facts in turns:
        proven: list[bool] = []
        seconds = timed(lambda facts=facts, proven=proven: proven.append(answer(rulebook, facts)))  # type: ignore[misc]
        for row in (kind, "all"):
            taken[row].append((seconds, proven[0]))
    return [_row(kind, [seconds for seconds, _ in of], [proven for _, proven in of]) for kind, of in taken.items()]


def _row(kind: str, seconds: Sequence[float], proven: Sequence[bool]) -> tuple[str, ...]:
    told = (median(seconds), quantile(seconds, 0.99), max(seconds))
    return (kind, str(len(seconds)), *map(duration, told), str(proven.count(False)))


def asked(rulebook: Rulebook, facts: Facts) -> bool:
    """Ask for possible verdicts and the next question; whether both are exact."""
    verdict = judge(rulebook, facts)
    best = next_question(space_of(compile_rulebook(rulebook)), facts, verdict.possible)
    return verdict.proven and (best is None or best.exact)


def paged(rulebook: Rulebook, facts: Facts) -> bool:
    """Ask what a page of the wizard asks; whether the verdicts are proven."""
    verdict = ask(rulebook, facts).verdict
    return verdict is None or verdict.proven


def analysed(rulebook: Rulebook, facts: Facts) -> bool:
    """Ask for everything; whether all of it is proven."""
    whole = analyse(rulebook, facts)
    found = (*whole.flips.values(), *whole.nearest.values())
    return whole.proven and whole.verdict.proven and all(flip.proven for flip in found)


def show_z3(rulebook: Rulebook, kinds: Kinds, count: int) -> None:
    """Print both against z3, `count` profiles of each kind; raises AssertionError where an answer differs."""
    peer = Peer(rulebook)
    rows = [
        _against(f"possible verdicts, {kind}", [_possible(rulebook, peer, facts) for facts in profiles[:count]])
        for kind, profiles in kinds.items()
    ]
    complete = kinds["complete"][: max(1, count // 5)]
    rows.append(_against("fewest steps to the others, complete", [_steps(rulebook, peer, facts) for facts in complete]))
    header = ("", "profiles", "ours, median", "z3, median", "ours, longest", "z3, longest", "as ours")
    show("The same questions put to z3, the shipped rulebook", header, rows)


def _against(name: str, taken: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    ours, theirs = zip(*taken, strict=True)
    told = (median(ours), median(theirs), max(ours), max(theirs))
    return (name, str(len(taken)), *map(duration, told), ratio(told[1], told[0]))


def _possible(rulebook: Rulebook, peer: Peer, facts: Facts) -> tuple[float, float]:
    said: list[frozenset[str]] = []
    ours = timed(lambda: said.append(frozenset(judge(rulebook, facts).possible)))
    theirs = timed(lambda: said.append(peer.possible(facts)))
    if said[0] != said[1]:
        raise AssertionError(f"z3 says {sorted(said[1])}, we say {sorted(said[0])}: {dict(facts)}")
    return ours, theirs


def _steps(rulebook: Rulebook, peer: Peer, facts: Facts) -> tuple[float, float]:
    """All of our analysis against z3's fewest steps, where no question comes into or falls out of the form."""
    whole: list[Analysis] = []
    ours = timed(lambda: whole.append(analyse(rulebook, facts)))
    found = whole[0].flips
    said: dict[str, int | None] = {}
    theirs = timed(lambda: said.update({code: peer.steps(facts, code) for code in found}))
    for code, flip in found.items():
        steps = said[code]
        fewer = flip.steps is not None and (steps is None or flip.steps < steps)
        moves_parent = any(moved.field in PARENTS for moves in flip.sets for moved in moves)
        if flip.proven and flip.steps != steps and not (fewer and moves_parent):
            raise AssertionError(f"z3 says {steps} steps to {code}, we say {flip.steps}: {dict(facts)}")
    return ours, theirs


if __name__ == "__main__":
    main()

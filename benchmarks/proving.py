"""Proving a whole rulebook: the shipped one, and drawn ones of up to two hundred rules."""

from functools import partial
from statistics import median

from benchmarks.books import generated, shipped
from benchmarks.harness import duration, interleaved, show
from hireguide.rules import Proof, Rulebook, prove


def main(sizes: tuple[int, ...] = (80, 200), rounds: int = 3) -> None:
    """Print the table. What a drawn rulebook fails of is its own affair; what is not proven is ours."""
    rulebooks = {"shipped": shipped()} | {f"drawn, {size} rules": generated(size, seed=size) for size in sizes}
    proofs: dict[str, Proof] = {}

    def run(name: str, rulebook: Rulebook) -> None:
        proofs[name] = prove(rulebook)

    seconds = interleaved({name: partial(run, name, each) for name, each in rulebooks.items()}, rounds, seed=1)
    rows = []
    for name, rulebook in rulebooks.items():
        sizes_of = (len(rulebook.evidence) + len(rulebook.situations), len(rulebook.advice))
        rows.append((name, *map(str, sizes_of), duration(median(seconds[name])), *_counts(proofs[name])))
    header = ("rulebook", "rules", "advice", "median", "claims", "fail", "not proven")
    show(f"The seven proofs of a rulebook ({rounds} rounds)", header, rows)


def _counts(proof: Proof) -> tuple[str, str, str]:
    claims = [item.holds for part in proof.parts for item in part.items]
    return str(len(claims)), str(claims.count(False)), str(claims.count(None))


if __name__ == "__main__":
    main()

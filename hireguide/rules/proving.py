"""Proving a rulebook: the seven proofs, each within its budget."""

from collections.abc import Iterator

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.court import Court
from hireguide.rules.document import rulebook_digest
from hireguide.rules.examples import failing_examples
from hireguide.rules.proof import Item, Part, Proof
from hireguide.rules.proof_expectations import prove_expectations
from hireguide.rules.proof_questions import prove_questions
from hireguide.rules.proof_reach import prove_overlaps, prove_reach
from hireguide.rules.proof_rules import prove_rules
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.shares import prove_shares

BUDGET = 40_000
_CROWD = 1 << 16


def prove(rulebook: Rulebook, *, budget: int = BUDGET, crowd: int = _CROWD) -> Proof:
    """All seven proofs of a rulebook. Witnesses are looked for among `crowd` random companies first, then by searches,
    those of one proof together looking at no more than `budget` places; what they cannot settle is not proven."""
    return Proof(rulebook_digest(rulebook), tuple(prove_parts(rulebook, budget=budget, crowd=crowd)))


def prove_parts(rulebook: Rulebook, *, budget: int = BUDGET, crowd: int = _CROWD) -> Iterator[Part]:
    """The same proofs one by one, each as soon as it is done."""
    court = Court(compile_rulebook(rulebook), crowd=crowd, budget=budget)
    for searching in (prove_reach, prove_rules, prove_questions, prove_overlaps, prove_expectations):
        yield searching(court.anew())
    yield prove_shares(court.compiled)
    yield _examples(rulebook)


def _examples(rulebook: Rulebook) -> Part:
    """Every example gets a verdict that it accepts."""
    failing = {fault.path: fault.message for fault in failing_examples(rulebook)}
    items = []
    for place, example in enumerate(rulebook.examples):
        message = failing.get(f"examples[{place}]")
        accepted = " or ".join((example.verdict, *example.also))
        said = f"{message}. Mend the rules, or the example." if message else f"{example.key} gets {accepted}."
        items.append(Item(example.key, message is None, said, (example.profile.facts,)))
    return Part("examples", tuple(items))

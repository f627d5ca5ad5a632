"""Proofs and comparisons as text for people."""

import json
from collections.abc import Iterator
from textwrap import fill

from hireguide.rules import Comparison, Facts, Part, Proof, Rulebook
from hireguide.web.commands import printable

_WIDTH = 88
PROOF_TITLES = {
    "reach": "Every verdict and every cell of the grid can be reached",
    "rules": "Every rule matters, and all advice can be given",
    "questions": "Every question matters",
    "overlaps": "Situations that overlap, so that only their order decides",
    "expectations": "Every expectation is kept",
    "shares": "What share of companies gets which verdict",
    "examples": "Every example gets its verdict",
}
PROOF_STATES = {True: "holds", False: "does not hold", None: "not proven"}
INFORMING = ("overlaps", "shares")
_MARGIN = 15


def proof_text(proof: Proof, rulebook: Rulebook) -> str:
    """Each proof with what fails, isn't proven or informs. A witness is a line of JSON that `diagnose -` judges."""
    return "\n".join(_proof_lines(proof, rulebook))


def _proof_lines(proof: Proof, rulebook: Rulebook) -> Iterator[str]:
    yield printable(f"“{rulebook.name}”")
    yield proof.digest
    for part in proof.parts:
        told = [item for item in part.items if item.holds is not True or item.warns or part.proof in INFORMING]
        yield ""
        yield f"{proof_state(part):{_MARGIN}}{PROOF_TITLES[part.proof]} ({proof_count(part)})"
        for item in told:
            yield _filled(item.message)
            if item.holds is not True or item.warns or part.proof == "overlaps":
                yield from _profiles(*item.witnesses)
    yield ""
    yield _conclusion(proof)


def proof_state(part: Part) -> str:
    """How a proof stands, in words; one that informs is told."""
    return "told" if part.proof in INFORMING else PROOF_STATES[part.holds]


def proof_count(part: Part) -> str:
    """How many of the claims hold; of what informs only how many there are."""
    if part.proof in INFORMING:
        return str(len(part.items))
    claims = [item for item in part.items if not item.warns]
    return f"{sum(item.holds is True for item in claims)} of {len(claims)}"


def _conclusion(proof: Proof) -> str:
    if proof.holds:
        return "All holds."
    failing = sum(item.holds is False for _, item in proof.open)
    open_ = len(proof.open) - failing
    said = [f"{failing} {'does' if failing == 1 else 'do'} not hold"] if failing else []
    said += [f"{open_} could not be proven in time"] if open_ else []
    return f"Of these claims {', and '.join(said)}."


def comparison_text(comparison: Comparison, one: str, other: str) -> str:
    """The share that changes, and a line a move with a company that makes it."""
    if not comparison.moves:
        none = "no company gets" if comparison.exact else "no company that was drawn gets"
        return f"From {one} to {other}, {none} another verdict."
    about = "" if comparison.exact else "about "
    counted = "exactly counted" if comparison.exact else "of companies drawn at random"
    lines = [f"From {one} to {other}, {about}{comparison.share:.2%} of companies get another verdict ({counted})."]
    for move in comparison.moves:
        lines += ["", f"  {about}{move.share:.2%} from {move.start} to {move.end}, as this one:"]
        lines += [f"     {json.dumps(dict(move.witness))}"]
    return "\n".join(lines)


def _profiles(*witnesses: Facts) -> Iterator[str]:
    return (f"{' ' * _MARGIN}  {json.dumps(dict(witness))}" for witness in witnesses)


def _filled(text: str) -> str:
    margin = " " * _MARGIN
    return fill(
        printable(text),
        _WIDTH,
        initial_indent=f"{margin}- ",
        subsequent_indent=f"{margin}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )

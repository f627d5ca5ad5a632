"""What one rulebook in place of another does: the share of companies that change, from what to what, with witnesses."""

from dataclasses import dataclass

from hireguide.editing.documents.comparison import Differences, differences
from hireguide.editing.selectors.comparison import compared
from hireguide.profiles.wording import QUESTIONS, answer_text
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS, Comparison, Facts, Rulebook


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Companies that go from one verdict to another: their share, and the answers of one of them."""

    start: str
    end: str
    share: str
    witness: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What the second of two rulebooks changes: in a sentence (`headline`), how that was found (`how`), from what to
    what, and part by part."""

    headline: str
    how: str
    moves: tuple[MoveRow, ...]
    differences: Differences


def effect_of(one: Rulebook, other: Rulebook) -> Effect:
    """What `other` does in the place of `one`: up to a second, once a process for each pair."""
    comparison = compared(one, other)
    moves = tuple(
        MoveRow(_name(move.start), _name(move.end), share_text(move.share), witness_rows(move.witness))
        for move in comparison.moves
    )
    return Effect(_headline(comparison), _how(comparison), moves, differences(one, other))


def _headline(comparison: Comparison) -> str:
    if comparison.moves:
        about = "Exactly" if comparison.exact else "About"
        return f"{about} {share_text(comparison.share)} of companies would get another verdict."
    if comparison.exact:
        return "No company would get another verdict."
    return f"Of {comparison.sample:,} companies drawn, none would get another verdict."


def _how(comparison: Comparison) -> str:
    if comparison.exact:
        return "Counted: every possible company, each answer weighed by how often it is met."
    low, high = (share_text(end) for end in comparison.interval(comparison.share))
    return (
        f"Drawn: {comparison.sample:,} possible companies, each answer weighed by how often it is met, judged by both. "
        f"With 95% confidence the true share is between {low} and {high}."
    )


def share_text(share: float) -> str:
    """A share as a percentage with as many figures as it bears.

    >>> share_text(0.0312), share_text(0.5), share_text(0.13249), share_text(0.00001), share_text(0.0)
    ('3.1%', '50%', '13.2%', 'under 0.01%', '0%')
    """
    percent = share * 100
    if not percent:
        return "0%"
    if percent < 0.01:
        return "under 0.01%"
    return f"{percent:.2g}%" if percent < 10 else f"{percent:.3g}%"


def witness_rows(facts: Facts) -> tuple[tuple[str, str], ...]:
    """A company's answers, each with what was asked in short."""
    return tuple((QUESTIONS[name].short, answer_text(name, value)) for name, value in facts.items())


def _name(code: str) -> str:
    """A verdict by its short name, whatever title a rulebook gives it; `impossible` is none."""
    return VERDICT_LABELS[code] if code in VERDICTS else "Impossible"

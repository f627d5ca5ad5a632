"""What the panel of a change's effect shows: sentences that say how each number was found, and rows of tables."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from hireguide.diagnoses.documents.reasons import short_title
from hireguide.editing.documents.effect import share_text, witness_rows
from hireguide.editing.documents.places import place_of
from hireguide.editing.selectors.impact import ChangedDiagnosis, Complaint, Impact
from hireguide.editing.selectors.replay import rows_behind
from hireguide.rulebooks.models import Row, RulebookDraft
from hireguide.rulebooks.wording import sentence_words
from hireguide.rules import IMPOSSIBLE, Comparison

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """From one verdict to another, each with its name."""

    start: str
    end: str

    @property
    def start_name(self) -> str:
        """What the verdict before is called."""
        return _named(self.start)

    @property
    def end_name(self) -> str:
        """What the verdict after is called."""
        return _named(self.end)


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn: its share of all companies, or how many diagnoses take it."""

    turn: Turn
    amount: str


@dataclass(frozen=True, slots=True)
class WitnessRow:
    """A company that takes a turn: its answers in words, and as the simulator takes them."""

    turn: Turn
    answers: tuple[tuple[str, str], ...]
    profile: str


@dataclass(frozen=True, slots=True)
class RuleLink:
    """What did it: its name in the rulebook, and where it is edited ("" where the draft has it no more, or not yet)."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """A diagnosis that takes a turn; `href` is its page in the admin, "" for those who may not open it."""

    turn: Turn
    made_at: datetime
    rules: tuple[RuleLink, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ImpactDocument:
    """`headline` is the answer in one sentence, `how` says how it was found. `can_change`: whether anything that judges
    differs; without it there are no shares and no diagnoses. `more`: diagnoses that change and are not listed."""

    headline: str
    how: str
    can_change: bool
    shares: tuple[TurnRow, ...]
    witnesses: tuple[WitnessRow, ...]
    kept: str
    counts: tuple[TurnRow, ...]
    diagnoses: tuple[DiagnosisRow, ...]
    more: int
    broken: tuple[Complaint, ...]
    mended: tuple[str, ...]

    @property
    def announcement(self) -> str:
        """What is said aloud when it has come."""
        broken = f" {_counted(len(self.broken), 'example')} would fail." if self.broken else ""
        return f"{self.headline}{f' {self.kept}' if self.can_change else ''}{broken}"


def build_impact(impact: Impact, draft: RulebookDraft, *, may_open: bool) -> ImpactDocument:
    """What the panel shows of `impact`; `may_open` is the right to open diagnoses."""
    comparison, shown = impact.comparison, impact.diagnoses[:MOST_SHOWN]
    rows = rows_behind(draft, (rule for change in shown for rule in change.rules))
    headline, how = _said_of_none(impact) if comparison is None else (_headline(comparison), _how(comparison))
    return ImpactDocument(
        headline=headline,
        how=how,
        can_change=comparison is not None,
        shares=_shares(comparison) if comparison else (),
        witnesses=_witnesses(comparison) if comparison else (),
        kept=_kept(impact),
        counts=_counts(impact.diagnoses),
        diagnoses=tuple(_diagnosis(change, rows, may_open=may_open) for change in shown),
        more=len(impact.diagnoses) - len(shown),
        broken=tuple(Complaint(one.key, sentence_words(one.message, {one.key})) for one in impact.broken),
        mended=impact.mended,
    )


def _said_of_none(impact: Impact) -> tuple[str, str]:
    if impact.same:
        return "Nothing changes.", "Both say the same, word for word."
    how = (
        "Only words, sources, prices, advice or examples differ. Nothing that judges does, so nothing had to be judged."
    )
    return "No company would get another verdict.", how


def _headline(comparison: Comparison) -> str:
    share = share_text(comparison.share)
    if not comparison.moves:
        if comparison.exact:
            return "No company would get another verdict."
        return f"Of {comparison.sample:,} companies drawn, none would get another verdict."
    return f"{'Exactly' if comparison.exact else 'About'} {share} of companies would get another verdict."


def _how(comparison: Comparison) -> str:
    if comparison.exact:
        return "Counted: all possible companies, each answer weighed by how often it is met."
    low, high = (share_text(end) for end in comparison.interval(comparison.share))
    true = f"between {low} and {high}" if comparison.moves else high
    return (
        f"Drawn: {comparison.sample:,} possible companies, each answer weighed by how often it is met, judged without "
        f"the change and with it. With 95% confidence the true share is {true}."
    )


def _shares(comparison: Comparison) -> tuple[TurnRow, ...]:
    about = "" if comparison.exact else "about "
    return tuple(TurnRow(Turn(move.start, move.end), about + share_text(move.share)) for move in comparison.moves)


def _witnesses(comparison: Comparison) -> tuple[WitnessRow, ...]:
    return tuple(
        WitnessRow(Turn(one.start, one.end), witness_rows(one.facts), json.dumps(dict(one.facts)))
        for one in comparison.witnesses
    )


def _kept(impact: Impact) -> str:
    if not impact.looked_at:
        return "No diagnosis has been kept yet."
    changed = len(impact.diagnoses)
    newest = "the one diagnosis kept" if impact.looked_at == 1 else f"the newest {impact.looked_at:,} diagnoses"
    return f"Of {newest}, {f'{changed:,}' if changed else 'none'} would get another verdict."


def _counts(changed: Iterable[ChangedDiagnosis]) -> tuple[TurnRow, ...]:
    found = Counter((change.start, change.end) for change in changed)
    return tuple(TurnRow(Turn(*codes), f"{count:,}") for codes, count in found.most_common())


def _diagnosis(change: ChangedDiagnosis, rows: Mapping[str, Row], *, may_open: bool) -> DiagnosisRow:
    href = reverse("admin:diagnoses_diagnosis_change", args=[change.number]) if may_open else ""
    rules = tuple(RuleLink(name, place_of(name, rows)) for name in change.rules)
    return DiagnosisRow(Turn(change.start, change.end), change.made_at, rules, href)


def _named(code: str) -> str:
    return "Ruled impossible" if code == IMPOSSIBLE else short_title(code)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

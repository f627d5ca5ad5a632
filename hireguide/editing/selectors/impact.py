"""What one rulebook in the place of another does: to all companies, to the newest diagnoses, and to the examples."""

from dataclasses import dataclass
from datetime import datetime

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.rules import (
    Comparison,
    Rulebook,
    changes,
    compare,
    failing_examples,
    judging_differences,
    rulebook_digest,
)

NEWEST = 1_000
# As many as a page can wait for: the comparison of two editions counts further and draws more.
STEPS = 1_000
SAMPLE = 40_000


@dataclass(frozen=True, slots=True)
class ChangedDiagnosis:
    """A kept diagnosis whose company would get another verdict, and the names of what did it (see `changes`).

    `number` is what the admin knows it by: its address is its owner's key.
    """

    number: int
    made_at: datetime
    start: str
    end: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complaint:
    """An example that fails: its key, and what it must get and what it gets."""

    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does. `parts` are the judging parts that differ; where there are none nobody's verdict can change,
    so nothing was judged: `comparison` is None, and `looked_at` diagnoses are 0.

    `same`: nothing differs at all. `broken`: examples that fail, and did not fail so; `mended`: those that failed and
    pass.
    """

    same: bool
    parts: tuple[str, ...]
    comparison: Comparison | None
    looked_at: int
    diagnoses: tuple[ChangedDiagnosis, ...]
    broken: tuple[Complaint, ...]
    mended: tuple[str, ...]


def impact_of(before: Rulebook, after: Rulebook, *, newest: int = NEWEST) -> Impact:
    """What `after` does in the place of `before`, to the `newest` diagnoses kept and to all companies: a part of a
    second with a thousand diagnoses."""
    broken, mended = _examples(before, after)
    parts = judging_differences(before, after)
    if not parts:
        return Impact(rulebook_digest(before) == rulebook_digest(after), parts, None, 0, (), broken, mended)
    kept = _newest(newest)
    found = changes(before, after, (diagnosis.profile.facts() for diagnosis in kept))
    moved = tuple(
        ChangedDiagnosis(diagnosis.pk, diagnosis.made_at, change.start, change.end, change.rules)
        for diagnosis, change in zip(kept, found, strict=True)
        if change
    )
    comparison = compare(before, after, steps=STEPS, sample=SAMPLE)
    return Impact(False, parts, comparison, len(kept), moved, broken, mended)


def _newest(count: int) -> list[Diagnosis]:
    """The diagnoses kept last, with what their companies answered: by their ids, which an index holds."""
    kept = kept_diagnoses().select_related("profile").defer("result", "own_result", "dont_know")
    return list(kept.order_by("-pk")[:count])


def _examples(before: Rulebook, after: Rulebook) -> tuple[tuple[Complaint, ...], tuple[str, ...]]:
    """The examples that fail now and did not, and those that failed and pass."""
    failed, fail = _failing(before), _failing(after)
    there = {example.key for example in after.examples}
    broken = tuple(Complaint(key, message) for key, message in fail.items() if failed.get(key) != message)
    return broken, tuple(key for key in failed if key in there and key not in fail)


def _failing(rulebook: Rulebook) -> dict[str, str]:
    """What is wrong with each example that fails, by its key."""
    keys = {f"examples[{place}]": example.key for place, example in enumerate(rulebook.examples)}
    return {keys[fault.path]: fault.message for fault in failing_examples(rulebook)}

"""Whose a settled answer is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hireguide.advising.models import Respondent, Settled
from hireguide.advising.wording.voices import CHANGED_SINCE
from hireguide.diagnoses.documents.figures import listed
from hireguide.profiles.wording import QUESTIONS, answer_text

NOBODY = "Nobody knows"


@dataclass(frozen=True, slots=True)
class Whose:
    """A settled answer, whose it is, and who settled it when; `changed` says where it was somebody's who says otherwise
    now, or is ""."""

    field: str
    short: str
    answer: str
    is_missing: bool
    whose: str
    changed: str
    by: str
    at: datetime


def whose(settled: Settled, heard: Sequence[Respondent]) -> Whose:
    """One settled answer; all voices that say the same share it, the one that it was taken from coming first. Where
    none does any more, it is whose settled it."""
    by = str(settled.by or "somebody who has left")
    return Whose(
        field=settled.field,
        short=QUESTIONS[settled.field].short,
        answer=NOBODY if settled.value is None else answer_text(settled.field, settled.value),
        is_missing=settled.value is None,
        whose=listed(list(_names(settled, heard)) or [by]),
        changed=changed_since(settled),
        by=by,
        at=settled.at,
    )


def all_whose(settled: Iterable[Settled], heard: Sequence[Respondent]) -> tuple[Whose, ...]:
    """Every settled answer of a round, in the order given."""
    return tuple(whose(one, heard) for one in settled)


def changed_since(settled: Settled) -> str:
    """That whoever an answer was taken from says something else since; "" where they don't."""
    return CHANGED_SINCE.format(name=settled.left_by) if settled.left_by else ""


def _names(settled: Settled, heard: Iterable[Respondent]) -> Iterator[str]:
    """Whoever says it now; nobody for what is the advisor's own."""
    voice = settled.voice
    if voice is None:
        return
    if settled.is_said_by(voice):
        yield voice.name
    yield from (one.name for one in heard if one.pk != voice.pk and settled.is_said_by(one))

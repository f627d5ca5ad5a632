"""Whose a settled answer is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from hireguide.advising.models import Respondent, Settled
from hireguide.diagnoses.documents.figures import listed
from hireguide.profiles.wording import QUESTIONS, answer_text

NOBODY = "Nobody knows"


@dataclass(frozen=True, slots=True)
class Whose:
    """A settled answer, whose it is, and who settled it when."""

    field: str
    short: str
    answer: str
    is_missing: bool
    whose: str
    by: str
    at: datetime


def whose(settled: Settled, heard: Sequence[Respondent]) -> Whose:
    """One settled answer; all voices that say the same share it, the one that it was taken from coming first."""
    by = str(settled.by or "somebody who has left")
    return Whose(
        field=settled.field,
        short=QUESTIONS[settled.field].short,
        answer=NOBODY if settled.value is None else answer_text(settled.field, settled.value),
        is_missing=settled.value is None,
        whose=listed(list(_names(settled, heard, by))),
        by=by,
        at=settled.at,
    )


def all_whose(settled: Iterable[Settled], heard: Sequence[Respondent]) -> tuple[Whose, ...]:
    """Every settled answer of a round, in the order given."""
    return tuple(whose(one, heard) for one in settled)


def _names(settled: Settled, heard: Iterable[Respondent], by: str) -> Iterator[str]:
    if settled.voice is None:
        yield by
        return
    yield settled.voice.name
    for one in heard:
        if one.pk != settled.voice_id and one.facts.get(settled.field) == settled.value:
            yield one.name

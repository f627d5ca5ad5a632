"""What the voices of a round said, what was settled of it, and what hangs on their differences."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hireguide.advising.models import Respondent, Round, Settled
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import (
    FIELDS,
    Agenda,
    Disagreement,
    ProfileError,
    Rulebook,
    Value,
    Verdict,
    Voice,
    agenda,
    disagree,
    judge,
)

_MARK = 8
"""Of so many characters is the mark of one settled answer."""
_UNSETTLED = "0" * _MARK


@dataclass(frozen=True)
class Table:
    """A round as it stands: who has handed in, in the order in which they were asked, and what is settled, by field.

    Everything else is found when it is first asked for.
    """

    round: Round
    heard: Sequence[Respondent]
    settled: Mapping[str, Settled]

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules by which all voices are judged."""
        return rulebook_of(self.round.edition)

    @cached_property
    def voices(self) -> list[Voice]:
        """What each of them said, under their number in the database."""
        return [voice_of(respondent) for respondent in self.heard]

    @cached_property
    def values(self) -> dict[str, Value | None]:
        """What is settled, None for "nobody knows"."""
        return {name: settled.value for name, settled in self.settled.items()}

    @cached_property
    def disagreement(self) -> Disagreement:
        """What hangs on the differences that are not settled."""
        return disagree(self.rulebook, self.voices, self.values)

    @cached_property
    def agenda(self) -> Agenda:
        """What to talk about."""
        return agenda(self.rulebook, self.disagreement)

    @cached_property
    def verdict(self) -> Verdict | str:
        """What the rules say of the merged profile so far, or the sentence that says why it can't be."""
        return verdict_of(self.rulebook, self.disagreement.facts)

    @property
    def seen(self) -> str:
        """The same for as long as nothing else is settled: a mark of each question's answer, one after another."""
        return "".join(self._marks())

    def settled_since(self, seen: str) -> list[str]:
        """The questions that were settled, or settled no longer, since `seen` was what it was."""
        return list(self._marks_of_others(seen))

    def first_settled_since(self, seen: str) -> list[str]:
        """Those of them that were not settled then, and are now."""
        return [name for name, before in self._marks_of_others(seen).items() if before == _UNSETTLED]

    def _marks_of_others(self, seen: str) -> dict[str, str]:
        """The marks that others have taken the place of since, by question."""
        marks = self._marks()
        before = [seen[start : start + _MARK] for start in range(0, len(seen), _MARK)]
        if len(before) != len(marks):  # not a mark of ours: nothing is known to have been seen
            before = [_UNSETTLED] * len(marks)
        return {name: one for name, one, now in zip(FIELDS, before, marks, strict=True) if one != now}

    def _marks(self) -> list[str]:
        return [_mark(self.settled[name]) if name in self.settled else _UNSETTLED for name in FIELDS]

    @cached_property
    def dont_know(self) -> list[str]:
        """The open questions that somebody said they can't answer, or that were settled as open."""
        said = {name for one in self.heard for name in one.dont_know}
        said |= {name for name, value in self.values.items() if value is None}
        return [name for name in FIELDS if name in said and name in self.disagreement.open]

    @property
    def to_keep(self) -> str:
        """The same for as long as nobody hands in and the same answers would be kept; keeping them changes it not."""
        handed_in = [[one.pk, one.handed_in_at and one.handed_in_at.isoformat()] for one in self.heard]
        return _digest([handed_in, sorted(self.disagreement.facts.items()), self.dont_know])


def _mark(one: Settled) -> str:
    return _digest([one.value, one.voice_id, one.at.isoformat()])[:_MARK]


def _digest(told: list[Any]) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def table_of(round_: Round) -> Table:
    """A round as it stands; the asker was shown it."""
    heard = round_.respondents.filter(handed_in_at__isnull=False).defer("answers")
    settled = {one.field: one for one in round_.settled.select_related("voice", "by")}
    return Table(round_, list(heard), {name: settled[name] for name in FIELDS if name in settled})


def voice_of(respondent: Respondent) -> Voice:
    """What somebody handed in, as the rules read it."""
    return Voice(str(respondent.pk), {name: respondent.facts[name] for name in FIELDS if name in respondent.facts})


def verdict_of(rulebook: Rulebook, facts: Mapping[str, Value]) -> Verdict | str:
    """What the rules say of some answers, or the sentence that says why they can't all be true."""
    try:
        return judge(rulebook, facts)
    except ProfileError as error:
        return error.faults[0].message

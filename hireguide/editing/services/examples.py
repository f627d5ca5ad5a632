"""Examples from life: a kept diagnosis' answers, with nothing that names the company, as an example of the draft.

Numbers are made round, as far as no rule of the draft tells them apart: examples are published with an edition, and an
exact count of people and engineers may be found again. Answers that are no numbers fit many companies, and stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis
from hireguide.rulebooks.models import Example, RulebookDraft
from hireguide.rulebooks.selectors import draft_rulebook, rows_of
from hireguide.rulebooks.services import lock_draft, store_rows
from hireguide.rules import Facts, ImpossibleProfile, Profile, Rulebook, judge, profile_document, rounded_facts

NAME = "company_name"


class ExampleIsThereError(Exception):
    """The draft has an example with just these answers: `example` is that one."""

    def __init__(self, example: Example) -> None:
        self.example = example
        super().__init__(f"The draft has an example with these answers already: {example.key}.")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a diagnosis would be as an example of a draft.

    `given` is the verdict that the diagnosis gave, `now` what the draft says of it: "" where it refuses it, with
    the sentence `refused`. `is_rounded`: whether a number was made round.
    """

    facts: Facts
    given: str
    now: str
    refused: str
    note: str
    is_rounded: bool

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to choose: the draft says what the diagnosis said."""
        return self.given == self.now


def propose_example(draft: RulebookDraft, diagnosis: Diagnosis) -> Proposal:
    """A diagnosis as an example: its answers with numbers made round, and without a word that somebody typed."""
    rulebook = draft_rulebook(draft)
    own = {name: value for name, value in diagnosis.result["profile"].items() if name != NAME}
    facts = rounded_facts(rulebook, own)
    if _said(rulebook, facts) != _said(rulebook, own):
        # Open answers can tie numbers together in ways that single rules don't show; the exact ones are right then.
        facts = own
    possible, refused = _said(rulebook, facts)
    rounded = facts != own
    note = f"From life: a kept diagnosis, judged under edition {diagnosis.edition.number}."
    note += " Its numbers are made round." if rounded else ""
    return Proposal(facts, diagnosis.verdict, next(iter(possible), ""), refused, note, rounded)


@transaction.atomic
def add_example(
    draft: RulebookDraft, item: Mapping[str, Any], facts: Facts, *, by: User | None, at: datetime
) -> Example:
    """Store an example with these answers; `item` has its `verdict`, `also` and `note`, its key is made.

    Raises ExampleIsThereError, RulebookError (a fault of `item`) and DraftIsClosedError.
    """
    held = lock_draft(draft)
    profile = profile_document(Profile(facts=dict(facts)))
    for example in rows_of(held, Example):
        if example.profile == profile:
            raise ExampleIsThereError(example)
    row = Example(draft=held).fill({**item, "key": _free_key(held), "profile": profile})
    store_rows(held, [row], by=by, at=at)
    return row


def _said(rulebook: Rulebook, facts: Facts) -> tuple[tuple[str, ...], str]:
    """The verdicts possible, the one given first; none, and a sentence, where the answers are refused."""
    try:
        return judge(rulebook, facts).possible, ""
    except ImpossibleProfile as error:
        return (), error.faults[0].message


def _free_key(draft: RulebookDraft) -> str:
    """The first of life_1, life_2, … that nothing in the draft is called."""
    rulebook = draft_rulebook(draft)
    lists = (rulebook.evidence, rulebook.situations, rulebook.advice, rulebook.costs)
    taken = {entry.key for entries in lists for entry in entries} | set(rulebook.sources)
    taken |= {entry.key for entries in (rulebook.expectations, rulebook.examples) for entry in entries}
    number = 1
    while f"life_{number}" in taken:
        number += 1
    return f"life_{number}"

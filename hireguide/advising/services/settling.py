"""Writes of what an advisor settles between voices: each answer with whose it is, and the diagnosis of them all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent, Round, Settled
from hireguide.advising.selectors.disagreement import Table, table_of
from hireguide.advising.selectors.voices import hold_round
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import keep_for_client
from hireguide.rules import Profile, ProfileError, Value, parse_profile
from hireguide.workspaces.models import Activity
from hireguide.workspaces.services import note


class SettledMeanwhileError(Exception):
    """Answers of the round were settled or handed in since the page was opened; `table` is how it stands now."""

    def __init__(self, table: Table) -> None:
        super().__init__("The settled answers have changed meanwhile.")
        self.table = table


class NothingToKeepError(Exception):
    """Nobody has said anything, and nothing is settled."""


@transaction.atomic
def settle(round_: Round, chosen: Mapping[str, Value | None], *, seen: str, by: User, at: datetime) -> int:
    """Let these answers count in a round, None for "nobody knows", and no others; returns how many changed.

    An answer that voices give is the first of those voices', any other the advisor's own. `seen` is what
    `Table.seen` was on the page: raises SettledMeanwhileError where it is no longer so.
    """
    table = table_of(hold_round(round_, by=by))
    if seen != table.seen:
        raise SettledMeanwhileError(table)
    changed = _store(table, chosen, by=by, at=at)
    if changed:
        client = round_.client
        what = f"settled {changed} answer{'s' * (changed > 1)} about {client.name}"
        note(client.workspace, Activity.Kind.VOICES, what, who=by, at=at, client=client)
    return changed


@transaction.atomic
def keep_round(round_: Round, *, seen: str, by: User, at: datetime) -> Diagnosis:
    """Keep the merged profile as a diagnosis of the client, under the round's edition; a round keeps the same answers
    once a day, and returns what it kept.

    Answers on which nobody contradicts anybody are settled with it, as whose they are. `seen` is what `Table.to_keep`
    was on the page: raises SettledMeanwhileError where it is no longer so, NothingToKeepError, and ImpossibleProfile
    for answers that can't all be true.
    """
    held = hold_round(round_, by=by)
    table = table_of(held)
    if seen != table.to_keep:
        raise SettledMeanwhileError(table)
    facts = table.disagreement.facts
    if not facts:
        raise NothingToKeepError
    profile = Profile(_name(held.company), dict(facts))
    kept = keep_for_client(
        held.client,
        edition=held.edition,
        profile=profile,
        dont_know=table.dont_know,
        now=at,
        by=by,
        last=held.diagnosis,
    )
    _store(table, {**facts, **table.values}, by=by, at=at)
    held.diagnosis = kept
    held.save(update_fields=["diagnosis"])
    return kept


def _store(table: Table, chosen: Mapping[str, Value | None], *, by: User, at: datetime) -> int:
    """Make these the settled answers; those that stay as they were keep who settled them."""
    gone = [one for name, one in table.settled.items() if name not in chosen]
    other = {name: value for name, value in chosen.items() if not _is_settled(table, name, value)}
    Settled.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for name, value in other.items():
        voice = first_saying(table.heard, name, value)
        Settled.objects.update_or_create(
            round=table.round, field=name, defaults={"value": value, "voice": voice, "by": by, "at": at}
        )
    return len(gone) + len(other)


def _is_settled(table: Table, name: str, value: Value | None) -> bool:
    return name in table.settled and table.settled[name].value == value


def first_saying(heard: Sequence[Respondent], name: str, value: Value | None) -> Respondent | None:
    """Whose an answer is: the first who gives it."""
    if value is None:
        return None
    return next((one for one in heard if name in one.facts and one.facts[name] == value), None)


def _name(company: str) -> str:
    """The company's name, unless a profile can't hold it."""
    try:
        return parse_profile({"company_name": company}).company_name
    except ProfileError:
        return ""

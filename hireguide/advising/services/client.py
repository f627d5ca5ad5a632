"""Asks a client's questions anew, with what is known of it filled in."""

from datetime import datetime

from hireguide.accounts.models import User
from hireguide.diagnoses.documents.what_if import facts_of
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.services import start_for_client
from hireguide.profiles.forms import NAME, raw_answers
from hireguide.rules import FIELDS, Value
from hireguide.workspaces.models import Client


def ask_again(client: Client, *, last: Diagnosis | None, by: User | None, now: datetime) -> Draft:
    """Begin a draft about a client: with the answers of its last diagnosis, else with what its own record says. A
    double click of `by` begins one.

    Raises NoEditionError while no rulebook is published, and Http404 if the client has gone.
    """
    if last is None:
        return start_for_client(client, answers=_of_record(client), by=by, now=now)
    name = last.result["profile"].get(NAME, client.name)
    answers = raw_answers(facts_of(last.result), last.dont_know)
    return start_for_client(client, answers={NAME: name, **answers}, by=by, now=now)


def _of_record(client: Client) -> dict[str, str]:
    known: dict[str, Value | None] = {"stage": client.stage or None, "employee_count": client.employee_count}
    facts = {name: value for name, value in known.items() if name in FIELDS and value is not None}
    return {NAME: client.name, **raw_answers(facts)}

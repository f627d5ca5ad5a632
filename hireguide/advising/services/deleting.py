"""Deletes what people answered, for good: somebody's answers, or those of a whole round."""

from datetime import datetime

from django.db import transaction
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.advising.models import Respondent, Round
from hireguide.advising.selectors.voices import hold_respondent, hold_round
from hireguide.advising.services.settling import first_saying
from hireguide.diagnoses.models import Draft
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity
from hireguide.workspaces.services import note


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def delete_respondent(respondent: Respondent, *, by: User, at: datetime) -> None:
    """Delete somebody who was asked: their answers, handed in or under way, name, address and link.

    What was settled as theirs is whoever else's says the same, or not settled any more. A diagnosis that was kept
    stays. Raises as `hold_respondent`.
    """
    held = hold_respondent(respondent, by=by)
    round_ = held.round
    others = list(round_.respondents.filter(handed_in_at__isnull=False).exclude(pk=held.pk))
    for settled in round_.settled.filter(voice=held):
        settled.voice = first_saying(others, settled.field, settled.value)
        if settled.voice is None:
            settled.delete()
        else:
            settled.save(update_fields=["voice"])
    Draft.objects.filter(respondent=held).delete()
    _note(round_, f"deleted the answers of {held.name} about {round_.company}", by=by, at=at)
    held.delete()


@beyond_the_wall()  # respondents' drafts
@transaction.atomic
def delete_round(round_: Round, *, by: User, at: datetime) -> None:
    """Delete a round: who was asked, all that they answered, their links and what was settled. A diagnosis that was
    kept of it stays. Raises as `hold_round`.
    """
    held = hold_round(round_, by=by)
    Draft.objects.filter(respondent__round=held).delete()
    day = format_date(localtime(held.opened_at), "j F Y")
    _note(held, f"deleted the questions of {day} about {held.company}, with all answers", by=by, at=at)
    held.delete()


def _note(round_: Round, what: str, *, by: User, at: datetime) -> None:
    client = round_.client
    note(client.workspace, Activity.Kind.VOICES, what, who=by, at=at, client=client)

"""Whom to write to, and of what: what has become due in a workspace and its member has not been told of yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from hireguide.advising.models import Reminder
from hireguide.advising.selectors.due import due_diagnoses
from hireguide.advising.selectors.follow_ups import follow_ups_asked
from hireguide.diagnoses.models import Diagnosis
from hireguide.workspaces.models import Membership


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a member has not been told of: diagnoses due for another look, and those whose follow-up is asked for, each
    with its `months`; of all only the client's name and the days are read."""

    due: list[Diagnosis]
    asked: list[Any]

    def __bool__(self) -> bool:
        return bool(self.due or self.asked)


def members_to_remind() -> list[int]:
    """The keys of everybody who wants to be written to, workspace by workspace."""
    return list(_wanting().order_by("workspace_id", "pk").values_list("pk", flat=True))


def member_to_remind(key: int) -> Membership | None:
    """One of them, read when it is their turn: None for whoever switched it off, or was removed, while others were
    written to."""
    return _wanting().filter(pk=key).select_related("user", "workspace").first()


def _wanting() -> QuerySet[Membership]:
    return Membership.objects.filter(reminders=True, user__is_active=True)


def waiting_for(member: Membership, *, today: date) -> Waiting:
    """What is due by today in a member's workspace, and new to them."""
    told = Reminder.objects.filter(user=member.user_id, diagnosis=OuterRef("pk"))
    due = due_diagnoses(member.user, member.workspace, until=today)
    asked = follow_ups_asked(member.user, member.workspace, today=today)
    new = due.filter(~Exists(told.filter(months=Reminder.ANOTHER_LOOK))).select_related("client")
    return Waiting(
        due=list(new.only("client__name", "due_on")),
        asked=list(asked.filter(~Exists(told.filter(months=OuterRef("months")))).only("client__name", "made_at")),
    )

"""Reads of one's own account: what is kept in it, all of it to take along, and what deleting it would delete."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Q, QuerySet

from hireguide.accounts.adapters import NO_CLIENT
from hireguide.accounts.models import User
from hireguide.advising.models import FollowUp, Reminder
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.diagnoses.selectors import diagnoses_of_account, drafts_of_account
from hireguide.workspaces.models import Activity, Invitation, Membership, Role, Workspace
from hireguide.workspaces.selectors import Viewer, memberships_of, sees

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Leaving:
    """What deleting an account would delete, and what stands in its way.

    `alone`: the workspaces that nobody else belongs to, which go with it; `orphans`: those with other members and no
    other owner, where somebody else has to be made one first; `others`: those that stay. `overrides`: what was said
    otherwise than the rules of all that goes.
    """

    diagnoses: int
    drafts: int
    overrides: int
    alone: tuple[Workspace, ...]
    orphans: tuple[Workspace, ...]
    others: tuple[Workspace, ...]


def leaving(user: User) -> Leaving:
    """What would go with the account of `user`."""
    alone, orphans, others = [], [], []
    for workspace in _counted(user):
        if workspace.people == 1:
            alone.append(workspace)
        elif workspace.owned and workspace.owners == 1:
            orphans.append(workspace)
        else:
            others.append(workspace)
    of_alone = Q(diagnosis__client__workspace__in=alone)
    return Leaving(
        diagnoses=diagnoses_of_account(user).count(),
        drafts=Draft.objects.filter(owner=user).count(),
        overrides=Override.objects.filter(Q(diagnosis__owner=user) | of_alone).count(),
        alone=tuple(alone),
        orphans=tuple(orphans),
        others=tuple(others),
    )


def _counted(user: User) -> Any:
    """The workspaces of `user`, each with how many people and owners it has, and whether `user` is one of these."""
    owner = Q(memberships__role=Role.OWNER)
    mine = Membership.objects.filter(user=user).values("workspace")
    return Workspace.objects.filter(pk__in=mine).annotate(
        people=Count("memberships"),
        owners=Count("memberships", filter=owner),
        owned=Count("memberships", filter=owner & Q(memberships__user=user)),
    )


def account_document(user: User, *, now: datetime) -> dict[str, Any]:
    """All that is kept about somebody, as JSON: their account and sessions, their diagnoses and answers, what they
    did and said in workspaces. What belongs to a workspace stays the workspace's, and has an export of its own.
    """
    seen = sees(Viewer(user), "")
    return {
        "format": FORMAT,
        "exported_at": now.isoformat(),
        "account": {
            "email": user.email,
            "joined_at": user.joined_at.isoformat(),
            "last_sign_in": user.last_login.isoformat() if user.last_login else None,
            "second_factors": [
                {"kind": factor.type, "since": factor.created_at.isoformat()}
                for factor in Authenticator.objects.filter(user=user).order_by("created_at")
            ],
        },
        "diagnoses": [_diagnosis(kept) for kept in diagnoses_of_account(user)],
        "answers_under_way": [
            {"begun_at": draft.created_at.isoformat(), "answered_at": draft.answered_at.isoformat()}
            | {"edition": draft.edition.number, "answers": draft.answers}
            for draft in drafts_of_account(user, now=now).select_related("edition")
        ],
        "workspaces": [
            {"name": member.workspace.name, "role": member.role, "since": member.joined_at.isoformat()}
            | {"reminders": member.reminders}
            for member in memberships_of(user)
        ],
        "sessions": [
            {"since": session.created_at.isoformat(), "last_seen": session.last_seen_at.isoformat()}
            | {"network_address": "" if session.ip == NO_CLIENT else session.ip, "browser": session.user_agent}
            for session in UserSession.objects.filter(user=user).order_by("created_at", "pk")
        ],
        "invitations_sent": [
            {"at": sent.invited_at.isoformat(), "workspace": sent.workspace.name, "email": sent.email}
            | {"role": sent.role}
            for sent in _invitations_of(user)
        ],
        "follow_ups": [
            {"at": told.at.isoformat(), "months": told.months, "hired": told.hired, "worked": told.worked}
            | {"note": told.note}
            for told in FollowUp.objects.filter(_seen_by(user), by=user).order_by("at", "pk")
        ],
        "reminders": [
            {"at": sent.sent_at.isoformat(), "months": sent.months}
            for sent in Reminder.objects.filter(user=user).order_by("sent_at", "pk")
        ],
        "overrides": [
            {"at": override.at.isoformat(), "verdict": override.verdict, "reason": override.reason}
            for override in _overrides_of(user)
        ],
        "activity": [
            {"at": line.at.isoformat(), "workspace": line.workspace.name, "what": line.what}
            for line in Activity.objects.filter(seen, who=user).select_related("workspace").order_by("at", "pk")
        ],
    }


def _invitations_of(user: User) -> QuerySet[Invitation]:
    """Whom somebody invited to the workspaces that they still own: others see no invitations."""
    owned = Membership.objects.filter(user=user, role=Role.OWNER).values("workspace")
    sent = Invitation.objects.filter(invited_by=user, workspace__in=owned)
    return sent.select_related("workspace").order_by("invited_at", "pk")


def _overrides_of(user: User) -> QuerySet[Override]:
    """What somebody said otherwise than the rules, of diagnoses that they still see."""
    free = Q(diagnosis__owner__isnull=True, diagnosis__client__isnull=True)
    return Override.objects.filter(free | _seen_by(user), by=user).order_by("at")


def _seen_by(user: User) -> Q:
    """Said of a diagnosis that is somebody's own, or a client's of theirs."""
    return Q(diagnosis__owner=user) | sees(Viewer(user), "diagnosis__client__")


def _diagnosis(kept: Diagnosis) -> dict[str, Any]:
    return {
        "id": kept.public_id,
        "made_at": kept.made_at.isoformat(),
        "is_what_if": kept.is_what_if,
        "name": kept.name,
        "company": kept.profile.company_name,
        "dont_know": kept.dont_know,
        "result": kept.result,
    }

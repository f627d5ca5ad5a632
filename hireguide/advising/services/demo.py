"""The demo workspace of a development machine: its story is data, told through the services."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from hireguide.accounts.models import User
from hireguide.accounts.services import DemoFileError, DemoRefusedError
from hireguide.advising.models import Round
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.services.follow_ups import tell_follow_up
from hireguide.advising.services.respondents import begin, hand_in
from hireguide.advising.services.settling import keep_round, settle
from hireguide.advising.services.voices import Asked, Link, close_round, open_round
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import (
    NoEditionError,
    keep_for_client,
    keep_what_if,
    override_diagnosis,
    store_answers,
)
from hireguide.profiles.forms import NAME, check_answers, input_names, raw_answers
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition
from hireguide.rules import SECTIONS, Profile, fields_of, parse_profile
from hireguide.workspaces.models import Client, Membership, Workspace
from hireguide.workspaces.services import (
    ClientDetails,
    accept_invitation,
    add_client,
    archive_client,
    invite,
    make_workspace,
)

Story = Mapping[str, Any]
_DETAILS = ("name", "stage", "employee_count", "contact_name", "contact_email", "notes")


def load_demo_workspace(story: Story, *, now: datetime) -> Workspace | None:
    """Make the workspace that a story tells of, its days counted back from `now`; None where it is there already.

    Raises DemoRefusedError outside development, NoEditionError, DemoFileError for a story with something missing or
    wrong, and User.DoesNotExist for somebody who has no account.
    """
    if not settings.DEMO_ACCOUNTS:
        raise DemoRefusedError("The demo workspace is for development only (settings.DEMO_ACCOUNTS is off).")
    edition = current_edition()
    if edition is None:
        raise NoEditionError
    try:
        owner = User.objects.get(email=story["owner"])
        # Found by its owner: it may have been renamed.
        if Membership.objects.filter(user=owner).exists():
            return None
        return _Teller(edition, now).tell(story, owner)
    except (KeyError, TypeError) as error:
        missing = isinstance(error, KeyError)
        raise DemoFileError(f"{'missing ' if missing else 'a value of the wrong kind: '}{error}") from error
    except ValueError as error:  # answers that no profile can hold
        raise DemoFileError(str(error)) from error


class _Teller:
    """Tells a story in the order in which things happen to each client."""

    def __init__(self, edition: Edition, now: datetime) -> None:
        self._edition, self._now = edition, now
        self._people: dict[str, User] = {}

    @transaction.atomic
    def tell(self, story: Story, owner: User) -> Workspace:
        """The workspace, whole or not at all."""
        workspace = make_workspace(story["workspace"], by=owner, at=self._at(story))
        self._people[owner.email] = owner
        for person in story["people"]:
            user = self._people[person["email"]] = User.objects.get(email=person["email"])
            at = self._at(person)
            invitation, _ = invite(workspace, email=user.email, role=person["role"], by=owner, at=at)
            accept_invitation(invitation, by=user, at=at + timedelta(hours=1))
        for told in story["clients"]:
            self._client(workspace, told)
        return workspace

    def _client(self, workspace: Workspace, told: Story) -> None:
        details = ClientDetails(**{name: told[name] for name in _DETAILS if name in told})
        client = add_client(workspace, details, tags=told["tags"], by=self._by(told), at=self._at(told))
        answers: Story = {}
        for one in told.get("diagnoses", ()):
            answers = one.get("answers") or _changed(answers, one["changes"])
            self._diagnosis(client, one, answers)
        for one in told.get("rounds", ()):
            self._round(client, one, answers)
        if "archived" in told:
            archive_client(client, by=self._by(told["archived"]), at=self._at(told["archived"]))

    def _diagnosis(self, client: Client, told: Story, answers: Story) -> None:
        kept = keep_for_client(
            client,
            edition=self._edition,
            profile=_profile(client, answers),
            dont_know=told.get("dont_know", ()),
            now=self._at(told),
            by=self._by(told),
        )
        for one in told.get("what_ifs", ()):
            changed = _profile(client, _changed(answers, one["changes"]))
            named = {"name": one["name"], "by": self._by(one), "now": self._at(one)}
            keep_what_if(of=kept, own_result=kept.result, profile=changed, dont_know=kept.dont_know, **named)
        for one in told.get("follow_ups", ()):
            said = {"months": one["months"], "hired": one["hired"], "worked": one["worked"], "remark": one["note"]}
            tell_follow_up(kept, **said, by=self._by(one), at=self._at(one))
        self._override(kept, told)

    def _round(self, client: Client, told: Story, answers: Story) -> None:
        by = self._by(told)
        asked = [Asked(one["name"], one["seat"], one["email"]) for one in told["voices"]]
        opened, links = open_round(client, asked, by=by, at=self._at(told))
        for one, link in zip(told["voices"], links, strict=True):
            if "days_ago" in one:
                self._voice(link, one, answers)
        if "settled" in told:
            self._settle(opened, told)
        if "closed_days_ago" in told:
            close_round(opened, by=by, at=self._at(told, "closed_days_ago"))

    def _voice(self, link: Link, told: Story, answers: Story) -> None:
        """Somebody goes through the questions, and hands in."""
        respondent, at = link.respondent, self._at(told)
        unknown = told.get("dont_know", ())
        company = respondent.round.company
        facts = {
            name: value for name, value in _changed(answers, told["changes"]).items() if name not in {NAME, *unknown}
        }
        raw = {NAME: company, **raw_answers(facts, unknown)}
        draft = begin(respondent, now=at)
        for section in SECTIONS:
            names = [name for field in fields_of(section) for name in input_names(field.name)]
            draft = store_answers(draft=draft, section=section, names=names, posted=raw, by=None, now=at)
        hand_in(respondent, draft, check_answers(draft.answers), now=at)

    def _settle(self, opened: Round, told: Story) -> None:
        by, at = self._by(told), self._at(told, "kept_days_ago")
        settle(opened, told["settled"], seen=table_of(opened).seen, by=by, at=at)
        self._override(keep_round(opened, seen=table_of(opened).to_keep, by=by, at=at), told)

    def _override(self, kept: Diagnosis, told: Story) -> None:
        if "override" in told:
            one = told["override"]
            override_diagnosis(kept, verdict=one["verdict"], reason=one["reason"], by=self._by(one), now=self._at(one))

    def _by(self, told: Story) -> User:
        return self._people[told["by"]]

    def _at(self, told: Story, name: str = "days_ago") -> datetime:
        """Some working hour of a day so many days ago; the same one each time."""
        days = told[name]
        morning = localtime(self._now - timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
        return morning + timedelta(minutes=37 * days % 480)


def _changed(answers: Story, changes: Story) -> Story:
    return {**answers, **changes}


def _profile(client: Client, answers: Story) -> Profile:
    return parse_profile({NAME: client.name, **answers})

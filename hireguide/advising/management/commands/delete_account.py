"""`delete_account`: deletes an account for somebody who cannot do it themselves, with all that is their own."""

from argparse import ArgumentParser
from typing import Any, NoReturn

from django.http import Http404
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import strip_tags

from hireguide.accounts.models import User
from hireguide.advising.selectors.account import leaving
from hireguide.advising.services.account import LastAdministratorError, OrphansError, delete_account
from hireguide.web.commands import BAD_INPUT, REFUSED, HouseCommand
from hireguide.web.wall import behind_the_wall


class Command(HouseCommand):
    help = (
        "Deletes an account for ever, as its owner does under “All that we hold about you”: their diagnoses and "
        "answers, the workspaces that nobody else belongs to, their sessions, and their address wherever we noted it. "
        "Says what would go and what stays of it, and deletes it with --yes. "
        "Exit code: 0 deleted, 1 not deleted, 2 no such account."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address", help="the e-mail address of the account")
        parser.add_argument("--yes", action="store_true", help="delete it")

    def handle(self, *args: Any, **options: Any) -> None:
        address = User.objects.normalize_email(options["address"])
        user = User.objects.filter(email=address).first()
        if user is None:
            self._has_none(address)
        with behind_the_wall(user_id=user.pk):
            self._delete(user, is_sure=options["yes"])

    def _delete(self, user: User, *, is_sure: bool) -> None:
        going = leaving(user)
        alone = ", ".join(f"“{workspace.name}”" for workspace in going.alone) or "none"
        self.stdout.write(f"Diagnoses: {going.diagnoses}. Answers under way: {going.drafts}. Workspaces: {alone}.")
        if going.overrides:
            stays = render_to_string("diagnoses/_traces.html", {"count": going.overrides})
            self.stdout.write(strip_tags(stays).strip())
        if not is_sure:
            self.complain(user.email, "nothing is deleted yet. Add --yes to delete all of this for ever.")
            self.stop(REFUSED)
        try:
            delete_account(user, at=timezone.now())
        except OrphansError as error:
            names = ", ".join(f"“{workspace.name}”" for workspace in error.workspaces)
            self.complain(user.email, f"is the only owner of {names}. Have somebody else made an owner there first.")
            self.stop(REFUSED)
        except LastAdministratorError:
            self.complain(user.email, "is the only administrator. Make somebody else one first, in the admin’s Users.")
            self.stop(REFUSED)
        except Http404:  # its owner was quicker
            self._has_none(user.email)
        self.stdout.write("Deleted.")

    def _has_none(self, address: str) -> NoReturn:
        self.complain(address, "there is no such account, or no longer. Check the address; case does not matter.")
        self.stop(BAD_INPUT)

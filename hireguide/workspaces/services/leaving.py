"""Somebody leaves Hireguide for good: what workspaces keep of them stays without their address."""

from typing import Final

from django.db import transaction

from hireguide.accounts.services import whole_address
from hireguide.web.wall import beyond_the_wall
from hireguide.workspaces.models import Activity, Invitation

SOMEBODY_GONE: Final = "somebody who has left Hireguide"


@beyond_the_wall()  # also where they were removed, or invited and never came; and nobody else may change a line
@transaction.atomic
def forget_address(address: str) -> None:
    """Delete every invitation that went to an address, and take the address out of the lines that name it: the one
    change that is ever made to what was noted. Who did what to whom stays, without the name of whom.
    """
    Invitation.objects.filter(email__iexact=address).delete()
    whole = whole_address(address)
    every = Activity._base_manager.filter(kind=Activity.Kind.PEOPLE)  # noqa: SLF001 - past what keeps lines as they are
    for pk, what in every.filter(what__icontains=address).values_list("pk", "what"):
        every.filter(pk=pk).update(what=whole.sub(SOMEBODY_GONE, what))

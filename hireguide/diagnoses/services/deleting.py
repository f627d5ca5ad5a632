"""Deletes many diagnoses for ever: a client's, a workspace's, an account's."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import diagnoses_of_account
from hireguide.profiles.models import CompanyProfile
from hireguide.workspaces.models import Client, Workspace


def delete_all_of(client: Client) -> int:
    """Delete the diagnoses of a client, what-ifs too, with their profiles; returns how many there were."""
    return _delete(Diagnosis.objects.filter(client=client))


def delete_all_in(workspaces: Iterable[Workspace]) -> int:
    """The same for all clients of some workspaces."""
    return _delete(Diagnosis.objects.filter(client__workspace__in=workspaces))


def delete_all_of_account(user: User) -> int:
    """The same for what somebody keeps in their own account."""
    return _delete(diagnoses_of_account(user))


@transaction.atomic
def _delete(found: QuerySet[Diagnosis]) -> int:
    # Held first, so that nothing that points to one can be stored between looking for such things and deleting it.
    profiles = dict(found.select_for_update(of=("self",)).order_by("pk").values_list("pk", "profile_id"))
    Diagnosis.objects.filter(pk__in=profiles).delete()
    CompanyProfile.objects.filter(pk__in=profiles.values()).delete()
    return len(profiles)

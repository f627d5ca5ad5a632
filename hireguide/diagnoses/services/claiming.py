"""Makes what belongs to nobody an account's. To whom something belongs is no part of what was said, so this goes past
what keeps diagnoses frozen."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from hireguide.accounts.models import User
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import first_of, hold_any_diagnosis, hold_any_draft
from hireguide.workspaces.selectors import hold_account, hold_each


@transaction.atomic
def claim_diagnosis(diagnosis: Diagnosis, *, owner: User) -> Diagnosis:
    """Make a diagnosis that belongs to nobody its owner's, with the other judgements of the same answers and the
    what-ifs of them; a what-if is claimed alone. The answers under way stay whose they are: whoever was shown a
    diagnosis was not shown those. Another's stays another's. Raises Http404 if it has gone, or the account has.
    """
    # The first of the same answers is held for all of them.
    # Whose it is, and what a client's members may do, is not asked: of theirs nothing is given.
    first = hold_any_diagnosis(first_of(diagnosis))
    held = first if diagnosis.pk == first.pk else hold_any_diagnosis(diagnosis)
    if held.owner_id is None and held.client_id is None:
        _give(Diagnosis.objects.filter(pk=held.pk), owner)
        held.owner = owner
    return held


@transaction.atomic
def claim_draft(draft: Draft, *, owner: User, now: datetime) -> Draft:
    """Make a draft that belongs to nobody its owner's, with all that was kept from it; another's stays another's.

    Raises Http404 if it has gone, or the account has.
    """
    held = hold_any_draft(draft, now=now)
    if held.owner_id is None and held.client_id is None:
        held.owner = owner
        held.save(update_fields=["owner"])
        _give(held.diagnoses.all(), owner)
    return held


def _give(diagnoses: QuerySet[Diagnosis], owner: User) -> None:
    """Make some diagnoses an account's, with the other judgements of the same answers, and the what-ifs of all these:
    those of them that belong to nobody."""
    first = {again_of or pk for pk, again_of in diagnoses.values_list("pk", "again_of")}
    same = list(Diagnosis.objects.filter(Q(pk__in=first) | Q(again_of__in=first)).values_list("pk", flat=True))
    every = Diagnosis._base_manager.all()  # noqa: SLF001 - Django's own
    nobodys = every.filter(Q(pk__in=same) | Q(what_if_of__in=same), owner=None, client=None)
    taken = hold_each(nobodys)
    hold_account(owner)
    every.filter(pk__in=taken).update(owner=owner)
    # Whoever still has what it was made from keeps the same again, and then gets their own.
    given = every.filter(pk__in=taken)
    given.exclude(draft__in=Draft.objects.filter(owner=owner)).update(draft=None)
    given.exclude(what_if_of__in=Diagnosis.objects.filter(owner=owner)).update(what_if_of=None)

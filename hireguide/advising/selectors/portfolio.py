"""Where all clients of a workspace stand: of each its newest diagnosis, by what is kept beside the long results."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from hireguide.accounts.models import User
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import Rulebook
from hireguide.web.folding import folded
from hireguide.workspaces.models import Tag, Workspace
from hireguide.workspaces.selectors import clients_of


class Standing(NamedTuple):
    """One current client, and what its newest diagnosis says: its verdict, its points and the rules that gave them,
    under the edition with this id."""

    client: int
    stage: str
    employee_count: int | None
    verdict: str
    execution: int
    strategy: int
    edition: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standings:
    """All of them, and how many current clients have no diagnosis."""

    diagnosed: tuple[Standing, ...]
    undiagnosed: int


def standings(user: User, workspace: Workspace) -> Standings:
    """Where the current clients of a workspace of `user`'s stand; what-ifs and scenarios don't count."""
    newest = kept_diagnoses().filter(client=OuterRef("pk")).order_by("-made_at", "-pk")
    current = clients_of(user, workspace).filter(archived_at=None).order_by()
    latest = current.annotate(latest=Subquery(newest.values("pk")[:1])).values("latest")
    of_client = ("client_id", "client__stage", "client__employee_count")
    told = ("verdict", "execution_points", "strategy_points", "edition_id", "rules")
    kept = kept_diagnoses().filter(pk__in=latest).order_by().values_list(*of_client, *told)
    diagnosed = tuple(
        Standing(client, stage, people, verdict, execution or 0, strategy or 0, edition, tuple(rules.split()))
        for client, stage, people, verdict, execution, strategy, edition, rules in kept
        if client is not None
    )
    return Standings(diagnosed, current.count() - len(diagnosed))


def tagged(user: User, workspace: Workspace, tag: str) -> frozenset[int]:
    """The clients of a workspace of `user`'s that have a tag."""
    found = Tag.objects.filter(client__in=clients_of(user, workspace).order_by(), name_folded=folded(tag))
    return frozenset(found.values_list("client_id", flat=True))


def rulebooks_by_id(editions: Collection[int]) -> dict[int, tuple[int, Rulebook]]:
    """The editions with these ids: each one's number, and what it says."""
    return {each.pk: (each.number, rulebook_of(each)) for each in Edition.objects.filter(pk__in=editions)}

"""Reads of imports: a table of companies that was brought, its rows, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404

from hireguide.accounts.models import User
from hireguide.advising.models import PortfolioImport, PortfolioRow
from hireguide.web.folding import folded
from hireguide.workspaces.models import Workspace
from hireguide.workspaces.selectors import clients_of, membership_for

ROWS_KEPT: Final = timedelta(days=30)
"""How long the rows of an import stay that became no clients."""
_SHOWN = 5
State = PortfolioImport.State


@dataclass(frozen=True, slots=True)
class Company:
    """One row of a table, read: what it says of the client (`details`, its tags among them), its profile as JSON, {}
    where it answers nothing, and what is wrong; then `cells` are what was written."""

    number: int
    details: dict[str, Any] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)
    dont_know: tuple[str, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows an import has: those without faults, those of them with answers to judge, and those with faults."""

    good: int
    answered: int
    faulty: int

    @property
    def rows(self) -> int:
        """All of them."""
        return self.good + self.faulty

    @property
    def unanswered(self) -> int:
        """Rows without faults that tell of a client and answer nothing."""
        return self.good - self.answered


def import_for(user: User, public_id: str, *, write: bool = False) -> PortfolioImport:
    """An import of a workspace of `user`'s. Raises Http404 for whoever is no member, and PermissionDenied, where they
    want to `write`, for a member who may only look.
    """
    found = PortfolioImport.objects.select_related("workspace", "edition", "by").defer("edition__body")
    job = found.filter(public_id=public_id, workspace__memberships__user=user).first()
    if job is None:
        raise Http404("There is no such import.")
    if write:
        membership_for(user, job.workspace_id, write=True)
    return job


def imports_of(user: User, workspace: Workspace) -> QuerySet[PortfolioImport]:
    """The imports of a workspace of `user`'s, the latest first."""
    found = PortfolioImport.objects.filter(workspace=workspace, workspace__memberships__user=user)
    return found.select_related("by")


def waiting_for_a_yes(user: User, workspace: Workspace) -> PortfolioImport | None:
    """What `user` brought to a workspace and said neither yes nor no to: the next table takes its place."""
    return imports_of(user, workspace).filter(by=user, state=State.CHECKED).first()


def counts_of(job: PortfolioImport) -> Counts:
    """How many rows of each kind an import has; the asker was shown the import."""
    good, faulty = good_rows(job), faulty_rows(job)
    return Counts(good=good.count(), answered=rows_to_judge(job).count(), faulty=faulty.count())


def good_rows(job: PortfolioImport) -> QuerySet[PortfolioRow]:
    """The rows with which nothing is wrong."""
    return job.rows.filter(faults=[])


def rows_to_judge(job: PortfolioImport) -> QuerySet[PortfolioRow]:
    """Those of them that answer something."""
    return good_rows(job).exclude(profile={})


def faulty_rows(job: PortfolioImport) -> QuerySet[PortfolioRow]:
    """The rows with which something is wrong."""
    return job.rows.exclude(faults=[])


def first_rows(job: PortfolioImport) -> list[PortfolioRow]:
    """A few rows with which nothing is wrong, to see how the file was read."""
    return list(good_rows(job)[:_SHOWN])


def names_taken(user: User, workspace: Workspace) -> dict[str, str]:
    """The clients that a workspace of `user`'s has, archived ones too: the name to compare by → the name as it is
    written."""
    return dict(clients_of(user, workspace).order_by().values_list("name_folded", "name"))


def taken_message(name: str) -> str:
    """What is wrong with a row whose company is a client already."""
    return f"“{name}” is a client already (perhaps an archived one). Open it there, or take this row out"


def clashes(job: PortfolioImport, taken: Mapping[str, str]) -> list[PortfolioRow]:
    """The rows that were fine and whose names clients have got since."""
    return [row for row in good_rows(job).defer("result") if folded(row.details["name"]) in taken]

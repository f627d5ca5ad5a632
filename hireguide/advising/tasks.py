"""Work of the desk done in the background, by whichever worker takes it from the queue (`manage.py db_worker`)."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from hireguide.accounts.models import User
from hireguide.advising.models import PortfolioImport
from hireguide.advising.selectors.imports import ROWS_KEPT
from hireguide.advising.services.importing import lease, run_import
from hireguide.advising.services.imports import UNDER_WAY, confirm_import, purge_imports


@task(takes_context=True)
def import_companies(context: TaskContext, import_id: int) -> None:
    """Go on with an import, unless another worker is at it.

    The queue never takes back the task of a worker that was killed. So each, before it begins, queues its successor for
    when the lease will have lapsed: that one finds the import finished, or another worker at it, or goes on.
    """
    if not PortfolioImport.objects.filter(pk=import_id, state__in=UNDER_WAY).exists():
        return
    import_companies.using(run_after=timezone.now() + lease()).enqueue(import_id)
    with suppress(PortfolioImport.DoesNotExist):  # it went with its workspace
        run_import(import_id, worker=str(context.task_result.id), clock=timezone.now)


@task()
def forget_imports() -> None:
    """Delete the rows of imports that have been kept long enough."""
    purge_imports(now=timezone.now())


@transaction.atomic
def begin_import(job: PortfolioImport, *, leave_out: bool, by: User, at: datetime) -> PortfolioImport:
    """Have a worker import what was checked, and have what is left of it forgotten when its days are over.

    Raises as `services.imports.confirm_import`.
    """
    confirmed = confirm_import(job, leave_out=leave_out, by=by)
    if confirmed.state in UNDER_WAY:
        import_companies.enqueue(confirmed.pk)
        forget_later(at=at)
    return confirmed


def forget_later(*, at: datetime) -> None:
    """Have what is stored now forgotten when its days are over."""
    forget_imports.using(run_after=at + ROWS_KEPT + timedelta(days=1)).enqueue()

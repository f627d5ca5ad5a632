"""Tables of companies for tests, and the way of one through an import."""

from io import BytesIO

from django.utils import timezone

from hireguide.advising.resources.companies import read_companies
from hireguide.advising.services.importing import run_import
from hireguide.advising.services.imports import confirm_import, store_import
from hireguide.rulebooks.selectors import current_edition, rulebook_of
from hireguide.web.tables import write

ANSWERED = {"delivery_pain": "high", "engineer_count": "20"}


def table(*rows, kind="csv", header=None):
    """A file of these rows (column → text); its columns are those of the rows, or `header`."""
    header = header or list(dict.fromkeys(name for row in rows for name in row))
    cells = [[row.get(name) for name in header] for row in rows]
    return write.csv_file(header, cells) if kind == "csv" else write.workbook(header, cells, title="t")


def read(*rows, taken=(), rulebook=None, **options):
    """What is read of a file of these rows."""
    content = table(*rows, **options)
    return read_companies("t.csv", BytesIO(content), taken={name.lower(): name for name in taken}, rulebook=rulebook)


def waiting(workspace, by, *rows, edition=None):
    """An import of these rows that waits for a yes, checked with `edition` or the current one."""
    edition = edition or current_edition()
    companies = read(*rows, rulebook=rulebook_of(edition) if edition else None)
    return store_import(workspace, "t.csv", companies, edition=edition, by=by, at=timezone.now())


def imported(job, by, *, leave_out=False, worker="test"):
    """The same after a yes and a worker's turn."""
    confirm_import(job, leave_out=leave_out, by=by)
    return run_import(job.pk, worker=worker, clock=timezone.now)

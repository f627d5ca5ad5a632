"""The form that takes a table of companies in."""

from hireguide.web.file_form import FileForm
from hireguide.web.tables.upload import MOST_BYTES


class TableForm(FileForm):
    """One table."""

    takes = "A table of companies (.csv or .xlsx), a row for each."
    accept = ".csv,.xlsx"
    limit = MOST_BYTES
    instead = "Bring it in parts"

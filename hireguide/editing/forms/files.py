"""The form that takes a file in."""

from hireguide.editing.selectors.imports import LIMIT
from hireguide.web.file_form import FileForm


class ImportForm(FileForm):
    """A rulebook, or its evidence."""

    takes = "A rulebook (.json), or the evidence as a table (.csv or .xlsx)."
    accept = ".json,.csv,.xlsx"
    limit = LIMIT
    instead = "Choose a smaller one"

"""What a posted form of the draft would store, not stored: for whoever shows what it would do."""

from typing import Any

from django.http import Http404

from hireguide.rulebooks.forms.grid import GridForm
from hireguide.rulebooks.forms.kinds import FORMS
from hireguide.rulebooks.forms.rows import RowForm
from hireguide.rulebooks.models import Row, RulebookDraft
from hireguide.rulebooks.selectors import rows_of


def form_of(part: str) -> type[RowForm]:
    """The form of the rows of one part of a rulebook ("evidence", "situations", …); Http404 where there is none."""
    for model, form in FORMS.items():
        if model.part == part:
            return form
    raise Http404(f"The rows of {part} have no form.")


def unsaved_row(draft: RulebookDraft, part: str, pk: int | None, data: Any) -> tuple[RowForm, Row | None]:
    """The form of a row bound to `data` (a QueryDict), and the row as it would be stored; nothing is stored.

    `part` is the rulebook's part ("evidence", "situations", "advice", "sources", "verdicts", "costs", "plans",
    "expectations", "examples"), `pk` the row's, None for a new one. The row is None where the form has errors: then
    `form.said` lists them (each `.message` and `.anchor`). Otherwise `form.rulebook` is the parsed rulebook that the
    draft would be with it (the same as `read_document(document_with(draft, row))`). What was typed stands in `data`: a
    page of its own keeps it as hidden inputs, every name of `data` with each of its values, save `csrfmiddlewaretoken`
    and `step`. Raises Http404 for a part without a form and for a row that this draft does not have.
    """
    kind = form_of(part)
    row = None
    if pk is not None:
        row = rows_of(draft, kind.model).filter(pk=pk).first()
        if row is None:
            raise Http404("There is no such row in this draft.")
    form = kind(draft, row, data)
    return form, form.row if form.is_valid() else None


def unsaved_grid(draft: RulebookDraft, data: Any) -> tuple[GridForm, list[Row] | None]:
    """The grid's form bound to `data`, and the bands and cells that it would change; nothing is stored.

    The rows are None where the form has errors (`form.said` lists them); `[]` where nothing would change. Without
    errors `form.rulebook` is the parsed rulebook that the draft would be.
    """
    form = GridForm(draft, data)
    return form, form.changed if form.is_valid() else None

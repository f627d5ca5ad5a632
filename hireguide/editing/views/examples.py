"""An example made from a kept diagnosis: at once where the draft says the same, else after a choice."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.editing.documents.check import witness_of
from hireguide.editing.forms.examples import ExampleForm
from hireguide.editing.services.examples import ExampleIsThereError, Proposal, add_example, propose_example
from hireguide.editing.views.access import CHANGE, staff_page
from hireguide.editing.views.simulator import VIEW_DIAGNOSES
from hireguide.rulebooks.models import RulebookDraft
from hireguide.rulebooks.selectors import open_draft
from hireguide.rulebooks.services import DraftIsClosedError
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import RulebookError
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page


@private_page
@staff_page(VIEW_DIAGNOSES)
@staff_page(CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def example_from_diagnosis(request: HttpRequest, number: int) -> HttpResponseBase:
    """A post makes the example where nothing has to be chosen, or as it was chosen; a visit shows what it would be.

    `number` is the diagnosis' own: its address is a key that stays with whoever has it.
    """
    diagnosis = kept_diagnoses().select_related("edition").defer("edition__body").filter(pk=number).first()
    if diagnosis is None:
        raise Http404("There is no such diagnosis, or it was deleted.")
    draft = open_draft()
    if draft is None:
        return _page(request, diagnosis, HTTPStatus.CONFLICT)
    proposal = propose_example(draft, diagnosis)
    form = ExampleForm(request.POST if "verdict" in request.POST else None, initial=_usual(proposal))
    if request.method != "POST" or (not form.is_bound and not proposal.is_plain):
        return _page(request, diagnosis, draft=draft, proposal=proposal, form=form)
    if form.is_bound and not form.is_valid():
        return _page(request, diagnosis, HTTPStatus.UNPROCESSABLE_ENTITY, draft=draft, proposal=proposal, form=form)
    return _add(request, diagnosis, draft, proposal, form)


def _add(
    request: HttpRequest, diagnosis: Diagnosis, draft: RulebookDraft, proposal: Proposal, form: ExampleForm
) -> HttpResponseBase:
    item = form.cleaned_data if form.is_bound else _usual(proposal)
    by = request.user if request.user.is_authenticated else None
    try:
        example = add_example(draft, item, proposal.facts, by=by, at=timezone.now())
    except ExampleIsThereError as error:
        return _page(request, diagnosis, HTTPStatus.CONFLICT, draft=draft, there=error.example)
    except DraftIsClosedError:
        return _page(request, diagnosis, HTTPStatus.CONFLICT)
    except RulebookError as error:
        context = {"draft": draft, "proposal": proposal, "form": form, "faults": error.faults}
        return _page(request, diagnosis, HTTPStatus.UNPROCESSABLE_ENTITY, **context)
    messages.success(request, f"Example {example.key} was added to the draft. Change here what it should say.")
    return redirect("admin:rulebooks_example_change", example.pk)


def _usual(proposal: Proposal) -> dict[str, Any]:
    """What is expected unless somebody says otherwise: the verdict that was given."""
    return {"verdict": proposal.given, "also": [], "note": proposal.note}


def _page(request: HttpRequest, diagnosis: Diagnosis, status: int = HTTPStatus.OK, **context: Any) -> HttpResponse:
    proposal: Proposal | None = context.get("proposal")
    title = "Make an example of a diagnosis"
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        title = f"Error: {title}"
    context |= {"title": title, "diagnosis": diagnosis, "given": VERDICT_LABELS[diagnosis.verdict]}
    context["unstored"] = request.POST.get("note", "")  # for where there is no form to keep it in
    if proposal:
        context |= {"now": VERDICT_LABELS.get(proposal.now, ""), "answers": witness_of(proposal.facts).answers}
    return render_page(request, "editing/example.html", context, status)

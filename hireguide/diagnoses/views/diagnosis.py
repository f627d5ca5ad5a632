"""The page of a kept diagnosis, its day to come back, what-ifs of it, and deleting it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.diagnoses.documents import VerdictDocument, build_document
from hireguide.diagnoses.documents.what_if import kept_changes, marked
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import get_diagnosis, other_judgements
from hireguide.diagnoses.services import delete_diagnosis
from hireguide.diagnoses.views.again import newer_edition
from hireguide.diagnoses.views.come_back import calendar_entry, come_back_form
from hireguide.diagnoses.views.what_if import Origin, keep_shown_what_if, show_what_if, what_if_panel
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page


@private_page
@require_safe
def diagnosis(request: HttpRequest, diagnosis_id: str) -> HttpResponse:
    """Show a diagnosis as it was kept, from its stored result and its own edition."""
    kept = get_diagnosis(diagnosis_id)
    document = _document(kept)
    address = request.build_absolute_uri(reverse("diagnoses:diagnosis", args=[kept.public_id]))
    context: dict[str, Any] = {"diagnosis": kept, "address": address, "others": other_judgements(kept)}
    if kept.own_result is not None:
        changes = kept_changes(kept.result, kept.own_result, kept.dont_know)
        document = marked(document, kept.own_result, changes)
        context |= {"changes": changes, "original_url": _original_url(kept)}
    else:
        context["what_if"] = what_if_panel(_origin(kept))
        context["come_back_form"] = come_back_form(document)
        context["newer"] = newer_edition(kept)
        context["come_back_url"] = reverse("diagnoses:come_back", args=[kept.public_id])
    context |= {"title": document.title, "document": document}
    return render_page(request, "diagnoses/diagnosis.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Show what would follow if some answers of a diagnosis were different. Nothing is stored."""
    return show_what_if(request, _origin(get_diagnosis(diagnosis_id)))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def keep_what_if(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Keep a what-if of a diagnosis at an address of its own; the same changes are kept once."""
    return keep_shown_what_if(request, _origin(get_diagnosis(diagnosis_id)))


@private_page
@require_safe
def come_back(request: HttpRequest, diagnosis_id: str) -> HttpResponse:
    """The calendar file with the day to look at a diagnosis again; a what-if has none."""
    kept = get_diagnosis(diagnosis_id)
    if kept.is_what_if:
        raise Http404("A what-if has no day to come back.")
    home, url = (reverse(f"diagnoses:{name}", args=[kept.public_id]) for name in ("diagnosis", "come_back"))
    return calendar_entry(request, _document(kept), home_url=home, url=url)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete."""
    kept = get_diagnosis(diagnosis_id)
    if request.method == "POST":
        delete_diagnosis(kept)
        return redirect("diagnoses:deleted")
    noun = "what-if" if kept.is_what_if else "diagnosis"
    context = {"title": f"Delete this {noun}?", "noun": noun, "diagnosis": kept, "others": other_judgements(kept)}
    return render_page(request, "diagnoses/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the diagnosis is gone."""
    return render_page(request, "diagnoses/deleted.html", {"title": "The diagnosis is deleted"})


def _document(kept: Diagnosis) -> VerdictDocument:
    return build_document(
        result=kept.result,
        rulebook=rulebook_of(kept.edition),
        dont_know=kept.dont_know,
        made_at=kept.made_at,
        today=timezone.localdate(),
    )


def _origin(kept: Diagnosis) -> Origin:
    """A what-if starts from a company as it is; one of another what-if there is not."""
    if kept.is_what_if:
        raise Http404("A what-if starts from the company’s own answers.")
    urls = (reverse(f"diagnoses:{name}", args=[kept.public_id]) for name in ("diagnosis", "what_if", "keep_what_if"))
    return Origin(kept, kept.result, kept.dont_know, *urls)


def _original_url(kept: Diagnosis) -> str:
    """The diagnosis that a what-if was made from, or ""; a draft's address opens answers to change, and stays apart."""
    return reverse("diagnoses:diagnosis", args=[kept.what_if_of.public_id]) if kept.what_if_of else ""

"""The page of a kept diagnosis, and deleting it."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.diagnoses.documents import build_document
from hireguide.diagnoses.selectors import get_diagnosis
from hireguide.diagnoses.services import delete_diagnosis
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page


@private_page
@require_safe
def diagnosis(request: HttpRequest, diagnosis_id: str) -> HttpResponse:
    """Show a diagnosis as it was kept, from its stored result and its own edition."""
    kept = get_diagnosis(diagnosis_id)
    document = build_document(
        result=kept.result, rulebook=rulebook_of(kept.edition), dont_know=kept.dont_know, made_at=kept.made_at
    )
    address = request.build_absolute_uri(reverse("diagnoses:diagnosis", args=[kept.public_id]))
    context = {"title": document.title, "document": document, "diagnosis": kept, "address": address}
    return render_page(request, "diagnoses/diagnosis.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete."""
    kept = get_diagnosis(diagnosis_id)
    if request.method == "POST":
        delete_diagnosis(kept)
        return redirect("diagnoses:deleted")
    context = {"title": "Delete this diagnosis?", "diagnosis": kept}
    return render_page(request, "diagnoses/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the diagnosis is gone."""
    return render_page(request, "diagnoses/deleted.html", {"title": "The diagnosis is deleted"})

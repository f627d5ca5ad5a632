"""The page of a kept diagnosis, its day to come back, what-ifs of it, and deleting it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.diagnoses.documents import VerdictDocument, build_document
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.documents.what_if import kept_changes, marked
from hireguide.diagnoses.forms import OverrideForm
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.selectors import get_diagnosis, may_change, other_judgements, overrides_of, whole_result
from hireguide.diagnoses.services import delete_diagnosis
from hireguide.diagnoses.views.again import judged_under, newer_edition
from hireguide.diagnoses.views.come_back import calendar_entry, come_back_form
from hireguide.diagnoses.views.what_if import Origin, keep_shown_what_if, show_what_if, what_if_panel
from hireguide.diagnoses.views.whose import answered_anew_at, speech_of, whose
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.web.htmx import render_page
from hireguide.web.private import private_page
from hireguide.workspaces.selectors import viewer_of

_WHAT_IF_PAGES = ("diagnosis", "what_if", "keep_what_if")


@private_page
@require_safe
def diagnosis(request: HttpRequest, diagnosis_id: str) -> HttpResponse:
    """Show a diagnosis as it was kept, from its stored result and its own edition."""
    viewer = viewer_of(request)
    kept = get_diagnosis(diagnosis_id, viewer=viewer)
    document = _document(kept)
    address = request.build_absolute_uri(reverse("diagnoses:diagnosis", args=[kept.public_id]))
    others = other_judgements(kept)
    context: dict[str, Any] = {"diagnosis": kept, "address": address, "others": others}
    context |= whose(kept, viewer) | {"restart_url": answered_anew_at(kept)}
    if kept.own_result is not None:
        changes = kept_changes(kept.result, kept.own_result, kept.dont_know)
        document = marked(document, kept.own_result, changes)
        context |= {"changes": changes, "original_url": _original_url(kept)}
    else:
        context["what_if"] = what_if_panel(_origin(kept, may_keep=context["may_write"]))
        context["come_back_form"] = come_back_form(document)
        context["newer"] = newer = newer_edition(kept)
        context["done"] = newer and judged_under(newer, others)
        context["come_back_url"] = reverse("diagnoses:come_back", args=[kept.public_id])
        context |= _said_otherwise(kept, may_write=context["may_write"])
    title = f"{kept.name} – {document.title}" if kept.name else document.title
    context |= {"title": title, "document": document}
    return render_page(request, "diagnoses/diagnosis.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Show what would follow if some answers of a diagnosis were different. Nothing is stored."""
    viewer = viewer_of(request)
    kept = get_diagnosis(diagnosis_id, viewer=viewer)
    return show_what_if(request, _origin(kept, may_keep=may_change(kept, viewer)))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def keep_what_if(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Keep a what-if of a diagnosis at an address of its own; the same changes are kept once."""
    return keep_shown_what_if(request, _origin(get_diagnosis(diagnosis_id, viewer=viewer_of(request), write=True)))


@private_page
@require_safe
def come_back(request: HttpRequest, diagnosis_id: str) -> HttpResponse:
    """The calendar file with the day to look at a diagnosis again; a what-if has none."""
    kept = get_diagnosis(diagnosis_id, viewer=viewer_of(request))
    if kept.is_what_if:
        raise Http404("A what-if has no day to come back.")
    home, url = (reverse(f"diagnoses:{name}", args=[kept.public_id]) for name in ("diagnosis", "come_back"))
    return calendar_entry(request, _document(kept), home_url=home, url=url, start_url=answered_anew_at(kept))


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, diagnosis_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete."""
    viewer = viewer_of(request)
    kept = get_diagnosis(diagnosis_id, viewer=viewer, write=True)
    if request.method == "POST":
        delete_diagnosis(kept, by=viewer.user, now=timezone.now())
        return redirect(_left_behind(kept))
    noun = speech_of(kept).what_if if kept.is_what_if else "diagnosis"
    which = f"{noun} “{kept.name}”" if kept.name else noun
    context: dict[str, Any] = {"title": f"Delete this {which}?", "noun": noun, "diagnosis": kept}
    context |= {"others": other_judgements(kept), "given": short_title(kept.verdict)} | whose(kept, viewer)
    context["overrides"] = [(override, short_title(override.verdict)) for override in overrides_of(kept)]
    return render_page(request, "diagnoses/delete.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the diagnosis is gone."""
    return render_page(request, "diagnoses/deleted.html", {"title": "The diagnosis is deleted"})


def _document(kept: Diagnosis) -> VerdictDocument:
    return build_document(
        result=whole_result(kept),
        rulebook=rulebook_of(kept.edition),
        dont_know=kept.dont_know,
        made_at=kept.made_at,
        today=timezone.localdate(),
        speech=speech_of(kept),
    )


def _said_otherwise(kept: Diagnosis, *, may_write: bool) -> dict[str, Any]:
    """What members said otherwise of their client's diagnosis, the newest first, and the form to do so."""
    if kept.client is None:
        return {}
    said = [(override, short_title(override.verdict)) for override in overrides_of(kept)]
    return {"overrides": said, "override_form": OverrideForm() if may_write else None}


def _left_behind(kept: Diagnosis) -> str:
    """Where to go from a diagnosis that is gone: to its client, or to a page that says so."""
    if kept.client is None:
        return reverse("diagnoses:deleted")
    page = "scenarios" if kept.is_what_if else "client"
    return reverse(f"advising:{page}", args=[kept.client.public_id]) + "?deleted=1"


def _origin(kept: Diagnosis, *, may_keep: bool = True) -> Origin:
    """A what-if starts from a company as it is; one of another what-if there is not."""
    if kept.is_what_if:
        raise Http404("A what-if starts from the company’s own answers.")
    home, url, keep = (reverse(f"diagnoses:{name}", args=[kept.public_id]) for name in _WHAT_IF_PAGES)
    return Origin(kept, kept.result, kept.dont_know, home, url, keep, may_keep=may_keep)


def _original_url(kept: Diagnosis) -> str:
    """The diagnosis that a what-if was made from, or ""; a draft's address opens answers to change, and stays apart."""
    return reverse("diagnoses:diagnosis", args=[kept.what_if_of.public_id]) if kept.what_if_of else ""

"""Coming back and leaving: where a draft's own address leads, how to keep that address, and deleting the draft."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.diagnoses.models import Draft
from hireguide.diagnoses.services import MailNotSentError, TooManyMailsError, delete_draft, send_resume_mail
from hireguide.web.htmx import render_page
from hireguide.wizard.forms import MailForm
from hireguide.wizard.views.drafts import draft_page
from hireguide.wizard.views.links import go_on_url
from hireguide.workspaces.selectors import viewer_of


@require_safe
@draft_page
def resume(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Go on where somebody left: at the most telling section of those left, else at the check page."""
    return redirect(go_on_url(draft))


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def saved(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Say how to come back to a draft; send its address to whom it is asked for. Somebody invited has their link."""
    if draft.is_respondents:
        return render_page(request, "wizard/saved_invited.html", {"title": "Come back later", "draft": draft})
    if request.method == "POST":
        return _send(request, draft)
    return _saved_page(request, draft, MailForm())


def _send(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    form = MailForm(request.POST)
    if not form.is_valid():
        return _saved_page(request, draft, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        send_resume_mail(
            draft=draft,
            address=form.cleaned_data["email"],
            link=_link(request, draft),
            by=viewer_of(request).user,
            now=timezone.now(),
        )
    except TooManyMailsError:
        return _saved_page(request, draft, form, trouble="too many", status=HTTPStatus.TOO_MANY_REQUESTS)
    except MailNotSentError:
        return _saved_page(request, draft, form, trouble="not sent", status=HTTPStatus.SERVICE_UNAVAILABLE)
    return redirect(reverse("wizard:saved", args=[draft.public_id]) + "?sent=1")


def _saved_page(
    request: HttpRequest, draft: Draft, form: MailForm, *, trouble: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    title = "Come back later"
    context = {
        "title": f"Error: {title}" if form.errors or trouble else title,
        "form": form,
        "draft": draft,
        "link": _link(request, draft),
        "days": settings.DRAFT_DAYS,
        "was_sent": request.method != "POST" and request.GET.get("sent") == "1",
        "trouble": trouble,
    }
    return render_page(request, "wizard/saved.html", context, status)


def _link(request: HttpRequest, draft: Draft) -> str:
    return request.build_absolute_uri(reverse("wizard:resume", args=[draft.public_id]))


@require_http_methods(["GET", "HEAD", "POST"])
@draft_page
def delete(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Delete the draft, now. A visit deletes nothing."""
    if request.method != "POST":
        return redirect("wizard:saved", draft.public_id)
    delete_draft(draft, by=viewer_of(request).user, now=timezone.now())
    return redirect(reverse("wizard:deleted") + ("?invited=1" if draft.is_respondents else ""))


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the answers are gone."""
    context = {"title": "Your answers are deleted", "was_invited": request.GET.get("invited") == "1"}
    return render_page(request, "wizard/deleted.html", context)

"""When to come back: the form that chooses the day, and the calendar file with it. Shared by drafts and diagnoses."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from hireguide.diagnoses.documents import VerdictDocument, calendar_file
from hireguide.diagnoses.forms import ComeBackForm
from hireguide.web.htmx import render_page

DAY = "on"


def come_back_form(document: VerdictDocument, data: QueryDict | None = None) -> ComeBackForm | None:
    """The form with the day that is proposed, or with `data`; None for a verdict that doesn't say when to come back."""
    when = document.come_back
    if when is None:
        return None
    return ComeBackForm(data, proposed=when.on, earliest=when.earliest, latest=when.latest)


def calendar_entry(
    request: HttpRequest, document: VerdictDocument, *, home_url: str, url: str, note: str = "", start_url: str = ""
) -> HttpResponse:
    """The calendar file for the day that was chosen, or proposed; a day that can't be is asked for again.

    `home_url` is the verdict's page, `url` this file's own; `note` is a sentence about that page's address,
    `start_url` where the company is asked again, if that is not where anybody starts.
    """
    form = come_back_form(document, request.GET if DAY in request.GET else None)
    if form is None or document.come_back is None:
        raise Http404("This verdict was kept without the day to come back.")
    if form.is_bound and not form.is_valid():
        context = {"title": "Error: The day to come back", "form": form, "url": url, "home_url": home_url}
        return render_page(request, "diagnoses/come_back.html", context, HTTPStatus.UNPROCESSABLE_ENTITY)
    day = form.cleaned_data[DAY] if form.is_bound else document.come_back.on
    content = calendar_file(
        document,
        on=day,
        address=request.build_absolute_uri(home_url),
        start=request.build_absolute_uri(start_url or reverse("wizard:start")),
        note=note,
        now=timezone.now(),
    )
    name = f'attachment; filename="come-back-{day}.ics"'
    return HttpResponse(content, "text/calendar; charset=utf-8", headers={"Content-Disposition": name})

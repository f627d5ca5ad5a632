"""Deleting what people answered, when they ask for it: somebody's answers, or a whole round."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods

from hireguide.advising.documents.voices import lost_with_respondent, lost_with_round
from hireguide.advising.models import Round
from hireguide.advising.selectors.voices import respondent_for, round_for
from hireguide.advising.services import deleting
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import say
from hireguide.web.htmx import render_page
from hireguide.workspaces.selectors import membership_for


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete_respondent(request: HttpRequest, respondent_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete somebody's answers."""
    who = signed_in(request)
    respondent = respondent_for(who, respondent_id, write=True)
    round_ = respondent.round
    if request.method == "POST":
        deleting.delete_respondent(respondent, by=who, at=timezone.now())
        say(request, f"The answers of {respondent.name} are deleted.")
        return redirect("advising:round", round_.public_id)
    address = reverse("advising:delete_respondent", args=[respondent_id])
    heading = f"Delete the answers of {respondent.name}?"
    return _confirm(request, round_, address, heading, lost_with_respondent(respondent))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete_round(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete a round with all that was answered."""
    who = signed_in(request)
    round_ = round_for(who, round_id, write=True)
    day = format_date(localtime(round_.opened_at), "j F Y")
    if request.method == "POST":
        deleting.delete_round(round_, by=who, at=timezone.now())
        say(request, f"The questions of {day} are deleted, with all answers.")
        return redirect("advising:client", round_.client.public_id)
    address = reverse("advising:delete_round", args=[round_id])
    heading = f"Delete the questions of {day} about {round_.company}?"
    return _confirm(
        request, round_, address, heading, lost_with_round(round_.respondents.all(), round_.settled.count())
    )


def _confirm(request: HttpRequest, round_: Round, address: str, heading: str, lost: Iterable[str]) -> HttpResponse:
    context = {
        "title": heading,
        "membership": membership_for(signed_in(request), round_.client.workspace_id),
        "round": round_,
        "action": address,
        "lost": lost,
    }
    return render_page(request, "advising/delete_answers.html", context)

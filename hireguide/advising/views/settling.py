"""Settling what voices differ in, and keeping what comes of it as a diagnosis."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hireguide.advising.documents.saying import Names
from hireguide.advising.documents.settling import settled_otherwise, shortly, so_far
from hireguide.advising.forms.settling import SettleForm
from hireguide.advising.models import Round
from hireguide.advising.selectors.disagreement import Table, table_of
from hireguide.advising.selectors.voices import round_for
from hireguide.advising.services.settling import NothingToKeepError, SettledMeanwhileError, keep_round
from hireguide.advising.services.settling import settle as store
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import said, say
from hireguide.diagnoses.documents.figures import counted
from hireguide.rules import ProfileError, Value
from hireguide.web.htmx import render_page, targets
from hireguide.workspaces.selectors import membership_for

SO_FAR = "so-far"
ALIKE = (
    "Answers were settled since you opened the page, none of them otherwise than you chose. Save again to settle the "
    "others of yours too."
)
SINCE = (
    "Answers were handed in or settled since you opened the page, or what you saw was lost on its way. Below is what "
    "they come to now: look at it, then keep it."
)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Whose answer counts, question by question."""
    round_ = round_for(signed_in(request), round_id, write=True)
    table = table_of(round_)
    if request.method != "POST":
        return _page(request, table, SettleForm(table, Names(table.heard).saying))
    form, seen = SettleForm(table, Names(table.heard).saying, request.POST), request.POST.get("seen", "")
    if not form.is_valid():
        return _page(request, table, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if request.POST.get("then") == "show":
        return _page(request, table, form, chosen=form.chosen)
    try:
        changed = store(round_, form.chosen, seen=seen, by=signed_in(request), at=timezone.now())
    except SettledMeanwhileError as error:
        return _meanwhile(request, error.table, seen)
    say(request, f"{counted(changed, 'answer', 'answers')} settled." if changed else "Nothing has changed.")
    return redirect("advising:settle", round_id)


def _meanwhile(request: HttpRequest, table: Table, seen: str) -> HttpResponse:
    """What others settled, or oneself in another tab, beside what was chosen; done, where that is the same."""
    again = SettleForm(table, Names(table.heard).saying, request.POST)
    if again.is_valid() and again.chosen == table.values:
        say(request, "These answers are settled already.")
        return redirect("advising:settle", table.round.public_id)
    otherwise = settled_otherwise(table, seen, again.chosen)
    return _page(request, table, again, otherwise=otherwise, status=HTTPStatus.CONFLICT)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Keep the merged profile as a diagnosis of the client, once that is confirmed."""
    user = signed_in(request)
    round_ = round_for(user, round_id, write=True)
    trouble, status = "", HTTPStatus.OK
    if request.method == "POST":
        try:
            keep_round(round_, seen=request.POST.get("seen", ""), by=user, at=timezone.now())
        except SettledMeanwhileError:
            trouble, status = SINCE, HTTPStatus.CONFLICT
        except ProfileError as error:
            trouble, status = error.faults[0].message, HTTPStatus.UNPROCESSABLE_ENTITY
        except NothingToKeepError:
            trouble, status = "Nobody has said anything yet, and nothing is settled.", HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            say(request, f"Kept as a diagnosis of {round_.client.name}.")
            return redirect("advising:round", round_id)
    table = table_of(round_)
    heading = "Keep this as a diagnosis"
    context = {
        "title": f"Error: {heading}" if trouble else heading,
        "heading": heading,
        "membership": membership_for(user, round_.client.workspace_id),
        "round": round_,
        "table": table,
        "so_far": so_far(table, table.values),
        "trouble": trouble,
    }
    return render_page(request, "advising/keep_round.html", context, status)


def _page(
    request: HttpRequest,
    table: Table,
    form: SettleForm,
    *,
    chosen: Mapping[str, Value | None] | None = None,
    otherwise: Sequence[str] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The form beside what the answers come to: those `chosen` and not stored, or those that are settled."""
    round_: Round = table.round
    # What is settled otherwise than chosen is told when it would be saved over: until then it has not been seen.
    tells = status == HTTPStatus.CONFLICT
    seen = request.POST.get("seen", "") if form.is_bound and not tells else table.seen
    heading = f"Settle the answers about {round_.company}"
    context = {
        "title": heading if status == HTTPStatus.OK else f"Error: {heading}",
        "heading": heading,
        "membership": membership_for(signed_in(request), round_.client.workspace_id),
        "round": round_,
        "table": table,
        "form": form,
        "seen": seen,
        "taken": shortly(form.taken),
        "so_far": so_far(table, table.values if chosen is None else chosen),
        "is_trial": chosen is not None,
        "otherwise": otherwise,
        "trouble": ALIKE if tells else "",
        "said": said(request),
    }
    partial = "so_far" if targets(request, SO_FAR) else "panel"
    return render_page(request, "advising/settle.html", context, status, partial)

"""Asking several people about a client: a round is opened and closed, links are given out and taken back."""

from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hireguide.advising.forms.voices import people_forms, people_with_more_lines
from hireguide.advising.models import Round
from hireguide.advising.selectors.voices import respondent_for, round_for, rounds_of_client
from hireguide.advising.services import voices
from hireguide.advising.services.voice_mails import send_links
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.said import say
from hireguide.diagnoses.services import NoEditionError
from hireguide.web.htmx import render_page
from hireguide.workspaces.models import Client
from hireguide.workspaces.selectors import client_for, membership_for

# New tokens cross to the page that shows them in a signed cookie: nothing on our side ever holds them. The privacy page
# names it.
_LINKS, _SALT, _SECONDS = "links", "hireguide.advising.links", 600
CLOSED = "These questions are closed. Reopen them first."
NOT_READY = "No rulebook has been published on this site, so there is nothing to ask by. Nobody was asked."
TOO_MANY = f"At most {voices.MOST_ASKED} people can be asked at once about one company. Nobody was asked just now."


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_round(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Ask several people about a client; the rounds that there were are listed."""
    who, writes = signed_in(request), request.method == "POST"
    client = client_for(who, client_id, write=writes)
    if not writes or "more" in request.POST:
        return _ask_page(request, client, people_with_more_lines(request.POST) if writes else people_forms())
    people = people_forms(request.POST)
    if not people.is_valid():
        return _ask_page(request, client, people, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        round_, links = voices.open_round(client, people.asked(), by=who, at=timezone.now())
    except NoEditionError:
        return _ask_page(request, client, people, trouble=NOT_READY, status=HTTPStatus.CONFLICT)
    return _give_out(request, round_, links)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def invite_respondent(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Ask more people in a round."""
    who = signed_in(request)
    round_ = round_for(who, round_id, write=True)
    if request.method != "POST":
        return _ask_page(request, round_.client, people_forms(), round_=round_)
    if "more" in request.POST:
        return _ask_page(request, round_.client, people_with_more_lines(request.POST), round_=round_)
    people, refused = people_forms(request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
    if not people.is_valid():
        return _ask_page(request, round_.client, people, round_=round_, status=refused)
    try:
        links = voices.ask_more(round_, people.asked(), by=who, at=timezone.now())
    except voices.RoundIsClosedError:
        return _ask_page(request, round_.client, people, round_=round_, trouble=CLOSED, status=HTTPStatus.CONFLICT)
    except voices.TooManyAskedError:
        return _ask_page(request, round_.client, people, round_=round_, trouble=TOO_MANY, status=refused)
    return _give_out(request, round_, links)


@desk_page
@require_safe
def respondent_links(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Show new links that were not mailed, once: whoever reloads the page has to make others."""
    round_ = round_for(signed_in(request), round_id, write=True)
    given = _carried(request)
    asked = [one for one in round_.respondents.all() if one.public_id in given]
    context = {
        "title": "Links to give out",
        "membership": membership_for(signed_in(request), round_.client.workspace_id),
        "round": round_,
        "links": [(one, _shown(request, given[one.public_id][0]), given[one.public_id][1]) for one in asked],
        "is_shown": any(given[one.public_id][0] for one in asked),
        "days": voices.LINK_DAYS,
    }
    response = render_page(request, "advising/respondent_links.html", context)
    response.delete_cookie(_LINKS, path=request.path, samesite="Strict")
    return response


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def renew_link(request: HttpRequest, respondent_id: str) -> HttpResponseBase:
    """Make somebody a new link, once that is confirmed; the old one opens nothing any more."""
    who = signed_in(request)
    respondent = respondent_for(who, respondent_id, write=True)
    if request.method != "POST":
        name = respondent.name
        start = f"The new link starts from {'what was handed in' if respondent.handed_in_at else 'the beginning'}."
        words = {
            "heading": f"Make a new link for {name}",
            "effect": f"The old link opens nothing any more. What {name} has answered and not handed in is deleted, so "
            f"that nobody but them can have read it. {start} To give them more time only, extend the link instead.",
            "button": "Make a new link",
            "cancel": "Leave it",
        }
        return _confirm(request, respondent.round, reverse("advising:renew_link", args=[respondent_id]), words)
    try:
        link = voices.renew_link(respondent, by=who, at=timezone.now())
    except voices.RoundIsClosedError:
        return _refused(request, respondent.round)
    return _give_out(request, respondent.round, [link])


@desk_page
@require_POST
def extend_link(request: HttpRequest, respondent_id: str) -> HttpResponseBase:
    """Let somebody's link work longer."""
    who = signed_in(request)
    respondent = respondent_for(who, respondent_id, write=True)
    try:
        works = voices.extend_link(respondent, by=who, at=timezone.now())
    except voices.RoundIsClosedError:
        return _refused(request, respondent.round)
    how = f"works for {voices.LINK_DAYS} days from today." if works else "was taken back: make a new one instead."
    say(request, f"The link of {respondent.name} {how}", is_trouble=not works)
    return redirect("advising:round", respondent.round.public_id)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_respondent(request: HttpRequest, respondent_id: str) -> HttpResponseBase:
    """Take somebody's link back, once that is confirmed."""
    who = signed_in(request)
    respondent = respondent_for(who, respondent_id, write=True)
    round_ = respondent.round
    if request.method == "POST":
        voices.revoke_link(respondent, by=who, at=timezone.now())
        say(request, f"The link of {respondent.name} is taken back: it opens nothing any more.")
        return redirect("advising:round", round_.public_id)
    stays = "What they handed in stays. " if respondent.handed_in_at else "What they have answered is not handed in. "
    words = {
        "heading": f"Take back the link of {respondent.name}?",
        "effect": f"From then on {respondent.name} can’t answer. {stays}You can make them a new link later.",
        "button": "Take the link back",
        "cancel": "Leave it",
    }
    return _confirm(request, round_, reverse("advising:revoke_respondent", args=[respondent_id]), words)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def close_round(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """End all answering in a round, once that is confirmed."""
    who = signed_in(request)
    round_ = round_for(who, round_id, write=True)
    if request.method == "POST":
        voices.close_round(round_, by=who, at=timezone.now())
        say(request, "The questions are closed. What was handed in stays as it is.")
        return redirect("advising:round", round_id)
    words = {
        "heading": f"Close the questions about {round_.company}?",
        "effect": "From then on nobody who was asked can answer or hand in, or change what they handed in. "
        "You can reopen the questions later.",
        "button": "Close the questions",
        "cancel": "Leave them open",
    }
    return _confirm(request, round_, reverse("advising:close_round", args=[round_id]), words)


@desk_page
@require_POST
def reopen_round(request: HttpRequest, round_id: str) -> HttpResponseBase:
    """Let people answer again."""
    who = signed_in(request)
    voices.reopen_round(round_for(who, round_id, write=True), by=who, at=timezone.now())
    say(request, "The questions are open again. Links that expired or were taken back stay as they are.")
    return redirect("advising:round", round_id)


def _ask_page(
    request: HttpRequest,
    client: Client,
    people: Any,
    *,
    round_: Round | None = None,
    trouble: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    who = signed_in(request)
    heading = f"Ask more people about {client.name}" if round_ else f"Several voices about {client.name}"
    context = {
        "title": heading if status == HTTPStatus.OK else f"Error: {heading}",
        "heading": heading,
        "membership": membership_for(who, client.workspace_id),
        "client": client,
        "round": round_,
        "people": people,
        "faults": [{"message": trouble}] if trouble else people.faults if people.is_bound else (),
        "rounds": () if round_ else rounds_of_client(who, client),
        "days": voices.LINK_DAYS,
    }
    response = render_page(request, "advising/new_round.html", context, status)
    if request.method == "POST":
        response["HX-Push-Url"] = "false"  # more lines are no step to go back to
    return response


def _confirm(request: HttpRequest, round_: Round, action: str, words: dict[str, str]) -> HttpResponse:
    context = {
        "title": words["heading"],
        "membership": membership_for(signed_in(request), round_.client.workspace_id),
        "round": round_,
        "action": action,
        **words,
    }
    return render_page(request, "advising/respondent_confirm.html", context)


def _refused(request: HttpRequest, round_: Round) -> HttpResponseBase:
    say(request, CLOSED, is_trouble=True)
    return redirect("advising:round", round_.public_id)


def _give_out(request: HttpRequest, round_: Round, links: Iterable[voices.Link]) -> HttpResponseBase:
    """Mail the links to whoever has an address, and lead to the page that shows the others: what was mailed is nobody's
    but whose it is. Without links, a button was pressed twice, and the page shows those of the first press.
    """
    made = {link.respondent.public_id: link for link in links}
    mailed = send_links(made.values(), address=partial(_address, request), by=signed_in(request), now=timezone.now())
    given = {one: ("" if link.respondent.email else link.token, mailed[one]) for one, link in made.items()}
    address = reverse("advising:respondent_links", args=[round_.public_id])
    response = redirect(address)
    if not given:
        return response
    response.set_cookie(
        _LINKS,
        signing.dumps(given, salt=_SALT),
        max_age=_SECONDS,
        path=address,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _carried(request: HttpRequest) -> dict[str, tuple[str, str]]:
    """The tokens that were made a moment ago and not mailed, each with what became of a mail, by who was asked."""
    try:
        found = signing.loads(request.COOKIES.get(_LINKS, ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return {}
    return {public_id: (token, mailed) for public_id, (token, mailed) in found.items()}


def _shown(request: HttpRequest, token: str) -> str:
    return _address(request, token) if token else ""


def _address(request: HttpRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("advising:answer", args=[token]))

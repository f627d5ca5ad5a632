"""What-ifs: some answers of a draft or a kept diagnosis changed, to see what would follow. Storing waits for "keep"."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from hireguide.diagnoses.documents.what_if import WhatIf, build_what_if, facts_of, nearest_fields
from hireguide.diagnoses.forms import FIRST, NamingForm, WhatIfForm
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.selectors import Result, judge_under
from hireguide.diagnoses.services import MOST_WHAT_IFS, TooManyWhatIfsError, answers_digest, as_stored
from hireguide.diagnoses.services import keep_what_if as keep
from hireguide.diagnoses.views.whose import speech_of
from hireguide.diagnoses.wording import Speech
from hireguide.profiles.forms import NAME
from hireguide.rulebooks.selectors import rulebook_of
from hireguide.rules import FIELDS, ImpossibleProfile, Profile, parse_profile
from hireguide.web.htmx import render_page, targets
from hireguide.workspaces.selectors import viewer_of

PART = "what-if"
"""The id of what htmx swaps: the form and its outcome, on the verdict's page as on the what-if's own."""
BESIDE = "beside"
"""The input by which a form says beside which answers it was shown: their mark."""
_MARK = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Origin:
    """The company as it is, from which a what-if starts: its draft or diagnosis, the verdict on it, and the addresses
    of that verdict, of the what-if and of keeping it. `may_keep`: whether whoever looks may store anything.
    """

    of: Draft | Diagnosis
    result: Result
    dont_know: Collection[str]
    home_url: str
    url: str
    keep_url: str
    may_keep: bool = True

    @property
    def speech(self) -> Speech:
        """How the page speaks of the company."""
        return speech_of(self.of)

    @property
    def mark(self) -> str:
        """Tells the company's answers from those that it had before one was changed."""
        unknown = [name for name in FIELDS if name in self.dont_know]
        return answers_digest(parse_profile(self.result["profile"]), unknown).removeprefix("sha256:")[:12]

    @property
    def heading(self) -> str:
        """The what-if's own page: of which client, where it is one's."""
        return f"What if at {self.of.client.name}" if self.of.client else "What if"


@dataclass(frozen=True, slots=True)
class Panel:
    """A what-if as its part of a page shows it. `outcome` and `profile` are None where the answers have to be mended,
    or cannot all be true: then `impossible` is the sentence that says why. `beside` is the mark of the answers that the
    page around it shows, `is_outdated` whether the company's answers were others by the time of the post.
    """

    form: WhatIfForm
    origin: Origin
    naming: NamingForm
    beside: str
    is_outdated: bool = False
    outcome: WhatIf | None = None
    profile: Profile | None = None
    impossible: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something that was typed has to be mended."""
        return bool(self.form.errors or self.naming.errors)

    @property
    def title(self) -> str:
        """The page's part of the window's title."""
        if self.is_wrong:
            return f"Error: {self.origin.heading}"
        return self.outcome.title if self.outcome else "What if: these answers cannot all be true together"


def what_if_panel(origin: Origin, posted: Mapping[str, str] | None = None, *, is_part: bool = False) -> Panel:
    """The company's own answers with those posted in their place, judged under its edition; stores nothing. A part goes
    into a page that stays as it is, and so is still beside the answers which that page shows.
    """
    typed = posted or {}
    first = nearest_fields(origin.result) or tuple(typed.get(FIRST, "")[:1000].split(","))
    form = WhatIfForm(facts_of(origin.result), origin.dont_know, posted=posted, first=first)
    naming = NamingForm({"name": as_stored(typed.get("name", ""))}, auto_id="what-if-%s")
    now, seen = origin.mark, typed.get(BESIDE, "")
    is_outdated = bool(_MARK.fullmatch(seen)) and seen != now
    panel = Panel(form, origin, naming, seen if is_part and is_outdated else now, is_outdated)
    if not form.is_valid():
        return panel
    profile = parse_profile({NAME: origin.result["profile"].get(NAME), **form.facts})
    edition = origin.of.edition
    try:
        then = judge_under(edition, profile)
    except ImpossibleProfile as error:
        return replace(panel, impossible=error.faults[0].message)
    outcome = build_what_if(
        own=origin.result,
        then=then,
        rulebook=rulebook_of(edition),
        own_dont_know=origin.dont_know,
        dont_know=form.dont_know,
        speech=origin.speech,
    )
    return replace(panel, outcome=outcome, profile=profile)


def show_what_if(request: HttpRequest, origin: Origin) -> HttpResponse:
    """A visit shows the company's own answers to change; a post what would follow. htmx gets that part alone."""
    posted = request.POST if request.method == "POST" else None
    panel = what_if_panel(origin, posted, is_part=targets(request, PART))
    return _page(request, panel, _title(request, panel))


def keep_shown_what_if(request: HttpRequest, origin: Origin) -> HttpResponseBase:
    """Keep the what-if that was posted, as a diagnosis marked so, and go there. A visit keeps nothing; what was shown
    beside other answers than there are now is shown once more instead.
    """
    if request.method != "POST":
        return redirect(origin.url)
    panel = what_if_panel(origin, request.POST)
    if panel.is_wrong or panel.outcome is None or panel.profile is None:
        return _page(request, panel, panel.title)
    if panel.is_outdated:
        return _page(request, panel, f"Not kept yet: {panel.title}", HTTPStatus.CONFLICT)
    if not panel.outcome.changes:
        return redirect(origin.url)
    try:
        kept = keep(
            of=origin.of,
            own_result=origin.result,
            profile=panel.profile,
            dont_know=panel.form.dont_know,
            now=timezone.now(),
            name=panel.naming.cleaned_data["name"],
            by=viewer_of(request).user,
        )
    except TooManyWhatIfsError:
        return _too_many(request, origin)
    return redirect("diagnoses:diagnosis", kept.public_id)


def _title(request: HttpRequest, panel: Panel) -> str:
    """What is tried names the page; the verdict's page has its own name back once nothing is."""
    if request.method != "POST":
        return panel.origin.heading
    if targets(request, PART) and panel.outcome and not panel.outcome.changes and not panel.is_outdated:
        return str(panel.origin.result["title"])
    return panel.title


def _page(request: HttpRequest, panel: Panel, title: str, status: int = HTTPStatus.OK) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if panel.is_wrong else status
    partial = "part" if targets(request, PART) else "panel"
    context = {"title": title, "what_if": panel, "is_unkept": status == HTTPStatus.CONFLICT}
    return render_page(request, "diagnoses/what_if.html", context, status, partial)


def _too_many(request: HttpRequest, origin: Origin) -> HttpResponse:
    what_ifs = origin.speech.what_ifs
    context = {"title": f"Error: Too many {what_ifs}", "most": MOST_WHAT_IFS, "home_url": origin.home_url}
    context |= {"what_ifs": what_ifs}
    response = render_page(request, "diagnoses/too_many_what_ifs.html", context, HTTPStatus.TOO_MANY_REQUESTS)
    response["HX-Retarget"] = "#panel"
    response["HX-Reswap"] = "innerHTML"
    return response

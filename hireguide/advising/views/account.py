"""The pages of one's own account: what is kept in it, taking it along, deleting it."""

from http import HTTPStatus
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hireguide.advising.selectors.account import account_document, leaving
from hireguide.advising.services.account import LastAdministratorError, OrphansError, delete_account
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.diagnoses.selectors import diagnoses_of_account, drafts_of_account
from hireguide.web.htmx import render_page


@desk_page
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What somebody keeps in their own account: diagnoses, what-ifs of them, and answers under way."""
    user, now = signed_in(request), timezone.now()
    context = {
        "title": "What you keep",
        "kept": diagnoses_of_account(user),
        "drafts": drafts_of_account(user, now=now),
    }
    return render_page(request, "advising/own.html", context)


@desk_page
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """All that we hold about somebody: to take along, or to delete."""
    user = signed_in(request)
    context = {"title": "All that we hold about you", "going": leaving(user)}
    return render_page(request, "advising/account.html", context)


@desk_page
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The account as a JSON file."""
    now = timezone.now()
    found = account_document(signed_in(request), now=now)
    return JsonResponse(
        found,
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="hireguide-account-{timezone.localdate(now)}.json"'},
    )


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete, and sign out."""
    user = signed_in(request)
    context: dict[str, Any] = {"title": "Delete your account?", "going": leaving(user)}
    if request.method == "POST":
        try:
            delete_account(user, at=timezone.now())
        except (OrphansError, LastAdministratorError) as error:
            context |= {"title": "Error: Delete your account?", "trouble": str(error)}
            return render_page(request, "advising/delete_account.html", context, HTTPStatus.CONFLICT)
        logout(request)
        return redirect("advising:account_deleted")
    return render_page(request, "advising/delete_account.html", context)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Say that the account is gone."""
    return render_page(request, "advising/account_deleted.html", {"title": "Your account is deleted"})

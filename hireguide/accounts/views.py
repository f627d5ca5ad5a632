"""The pages of accounts that are ours; allauth has the others, in our templates."""

from typing import NoReturn

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from hireguide.accounts.selectors import has_second_factor


@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """Where /accounts/ leads: to one's own account, by way of signing in."""
    return redirect("mfa_index")


@require_http_methods(["GET", "HEAD"])
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Says why a second factor is needed and how to set one up; goes on to `next` once there is one."""
    then = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        then = ""
    if has_second_factor(request.user):
        return redirect(then or "mfa_index")
    return render(request, "account/second_factor.html", {"then": then})


def closed(request: HttpRequest, **kwargs: str) -> NoReturn:
    """A page of allauth that we do not have: everybody has a password, and one address."""
    raise Http404("There is no such page.")

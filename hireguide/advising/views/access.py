"""Pages of the desk: for people who sign in. What they may see there, the selectors say."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.web.private import private_page

View = Callable[..., HttpResponseBase]


def desk_page(view: View) -> View:
    """A private page for whoever is signed in; others are led to signing in and back."""

    @private_page
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return view(request, *args, **kwargs)

    return guarded


def signed_in(request: HttpRequest) -> User:
    """Who opened a page of the desk: somebody always has."""
    return cast(User, request.user)

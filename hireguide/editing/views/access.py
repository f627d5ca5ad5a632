"""Who may open which page: staff who sign in, with the right that the page asks for; to others it isn't there."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from hireguide.accounts.models import User

View = Callable[..., HttpResponseBase]

VIEW = "rulebooks.view_rulebookdraft"
CHANGE = "rulebooks.change_rulebookdraft"
APPROVE = "rulebooks.approve_rulebookdraft"
PUBLISH = "rulebooks.publish_rulebookdraft"


def staff_page(*permissions: str) -> Callable[[View], View]:
    """A page for staff who hold one of `permissions`: others get 404, and whoever is not signed in may sign in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("admin:login"))
            if not (user.is_active and user.is_staff and any(user.has_perm(permission) for permission in permissions)):
                raise Http404("There is no such page.")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def signed_in(request: HttpRequest) -> User:
    """Who opened a staff page: somebody always has."""
    return cast(User, request.user)

"""The admin's forms for users."""

from typing import Any

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from hireguide.accounts.models import User
from hireguide.accounts.selectors import OF_ADMINISTRATORS, is_last_administrator

LAST = "This is the only administrator. Keep this ticked, or make somebody else one first"


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]
    """A new user by e-mail address and password."""

    class Meta:
        model = User
        fields = ("email",)


class UserForm(UserChangeForm):  # type: ignore[type-arg]
    """An existing user; the password is changed on a page of its own."""

    class Meta:
        model = User
        fields = ("email", "password", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")

    def clean(self) -> dict[str, Any]:
        """The last administrator stays one: nobody else could look after the site, nor make somebody who can."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        lost = [name for name in OF_ADMINISTRATORS if not typed.get(name)]
        if lost and is_last_administrator(self.instance):
            for name in lost:
                self.add_error(name, LAST)
        return typed

"""The admin's forms for users."""

from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from hireguide.accounts.models import User


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

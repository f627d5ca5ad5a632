"""The admin's form that sets somebody's password."""

from django.contrib.auth.forms import AdminPasswordChangeForm
from django.db import transaction

from hireguide.accounts.models import User


class SetPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password for somebody else: as whoever makes an account with one, who sets it vouches for the address."""

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        """Without the vouching, nobody could sign in with it to an account that waits for its owner."""
        user: User = super().save(commit)
        if user.has_usable_password():
            User.objects.vouch_for(user)
        return user

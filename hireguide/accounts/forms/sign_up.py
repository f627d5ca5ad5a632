"""Signing up: an address, a password, and the code that shows the address to be one's own, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login
from allauth.account.models import EmailAddress, Login
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hireguide.accounts.forms.sign_in import NEW, speak, speak_address
from hireguide.accounts.models import User
from hireguide.accounts.selectors import is_taken
from hireguide.accounts.services import begin_account, keep_first_password


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """E-mail address and a password of one's own choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_address(self, "email")
        speak(self, "password1", "Password", "Enter a password", NEW)

    def validate_unique_email(self, value: str) -> str:
        """An address that nobody has shown to be theirs is as good as one that is unknown."""
        self.account_already_exists = is_taken(value)
        address: str = get_adapter().validate_unique_email(value)
        return address

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make an account that waits for the code, or write to whoever has one under this address already.

        Hashing a password is what takes the time: for an address that is known it is done in vain, so that how long the
        answer takes tells nobody who is here.
        """
        address, hashed = self.cleaned_data["email"], make_password(self.cleaned_data["password1"])
        if self.account_already_exists:
            answer: tuple[None, HttpResponse] = super().try_save(request)
            return answer
        user = begin_account(address, at=timezone.now())
        keep_first_password(request, user, hashed)
        # Should the code be entered elsewhere in this very moment, that lets nobody in here: as far as this request
        # knows, the address has not been shown to be anybody's.
        EmailAddress.objects.fill_cache_for_user(user, [EmailAddress(user=user, email=address)])
        login = Login(user=user, email=address, signup=True, redirect_url=get_next_redirect_url(request))
        return user, perform_login(request, login)


class AddressCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was sent to the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "code", "Code", "Enter the code from the e-mail")
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"

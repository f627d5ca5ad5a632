"""Signing up: an address, a password, and the code that shows the address to be one's own, in our words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django.http import HttpRequest, HttpResponse

from hireguide.accounts.forms.sign_in import NEW, speak, speak_address
from hireguide.accounts.models import User


class SignUpForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """E-mail address and a password of one's own choice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_address(self, "email")
        speak(self, "password1", "Password", "Enter a password", NEW)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or write to whoever has one under this address already.

        Hashing a password is what takes the time: for an address that is known it is done in vain, so that how long the
        answer takes tells nobody who is here.
        """
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
        answer: tuple[User | None, HttpResponse | None] = super().try_save(request)
        return answer


class AddressCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was sent to the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "code", "Code", "Enter the code from the e-mail")
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"

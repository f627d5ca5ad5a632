"""Signing up: an address, a password, and the code that shows the address to be one's own, in our words."""

from http import HTTPStatus
from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage, LoginStageController
from allauth.account.utils import get_next_redirect_url, perform_login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hireguide.accounts.forms.sign_in import NEW, speak, speak_address
from hireguide.accounts.models import User
from hireguide.accounts.selectors import is_taken
from hireguide.accounts.services import begin_account, keep_first_password


def is_code_awaited(request: HttpRequest, address: str) -> bool:
    """Whether a code for `address` can be entered in this browser."""
    stage, process = (
        LoginStageController.enter(request, EmailVerificationStage.key),
        EmailVerificationProcess.resume(request),
    )
    return stage is not None and process is not None and process.email == address


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
        answer takes tells nobody who is here; and kept in vain, so that neither does a cookie, should no mail go out.
        Where the next mail must not go out yet, the code that is on its way to this address counts on, in this browser.
        """
        address, hashed = self.cleaned_data["email"], make_password(self.cleaned_data["password1"])
        keep_first_password(request, address, hashed)
        user = None
        if not self.account_already_exists:
            user = begin_account(address, at=timezone.now())
            # Should the code be entered elsewhere in this very moment, that lets nobody in here: as far as this request
            # knows, the address has not been shown to be anybody's.
            EmailAddress.objects.fill_cache_for_user(user, [EmailAddress(user=user, email=address)])
        waits = is_code_awaited(request, address)
        then = get_next_redirect_url(request)
        answer: HttpResponse = perform_login(request, user, email=address, signup=True, redirect_url=then)
        if waits and answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:  # as where a form is sent twice
            answer = redirect("account_email_verification_sent")
        return user, answer


class AddressCodeForm(allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that was sent to the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "code", "Code", "Enter the code from the e-mail")
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"

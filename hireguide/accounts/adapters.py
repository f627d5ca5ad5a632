"""What allauth asks of us: who may sign up, where to go next, who is calling, our words, and the QR code."""

from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.accounts.selectors import has_second_factor
from hireguide.web.clients import client_address

TOO_MANY = "Too many wrong tries. Wait five minutes, then try again"
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People sign up with their address, or an administrator makes their account."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for an address that is unknown and for a password that is wrong: it tells nobody who is here.
        "email_password_mismatch": "The e-mail address and the password do not belong together. Check both",
        "enter_current_password": "This is not the password you have now. Enter it again",
        "incorrect_password": "This is not your password. Enter it again",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": "Too many tries in a short time. Wait a minute, then try again",
        "incorrect_code": "This code is not right, or no longer. Enter the one in the latest e-mail",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account: `settings.SIGN_UP_OPEN`."""
        return bool(settings.SIGN_UP_OPEN)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where signing in leads unless one was on the way somewhere: staff to the admin, others to the desk."""
        return reverse("admin:index" if getattr(request.user, "is_staff", False) else "advising:desk")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """As signing in."""
        return self.get_login_redirect_url(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by: as everywhere, only our own proxies are believed."""
        return client_address(request) or "unknown"

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody shows again that it is they: with the second factor if there is one, not with less."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not has_second_factor(user):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **kw: Any) -> None:
        """What was done is said, save that somebody is in or out: that they see."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kw)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Authenticator apps and passkeys."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or no longer. Enter the one that the app shows now",
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code as an SVG made of attributes alone, which the content policy lets stand in the page."""
        code = segno.make(url, error="m")
        return code.svg_inline(scale=4, border=4, dark="#000", light="#fff", svgclass="qr-code", lineclass=None)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """What a passkey is called unless its owner says."""
        return "Passkey"

    def _get_site_name(self) -> str:
        return "Hireguide"

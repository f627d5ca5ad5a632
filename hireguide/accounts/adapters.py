"""What allauth asks of us: who may sign up and in, where to go next, who is calling, our words, mails, the QR code."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import SMTPException
from typing import Any, ClassVar

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from hireguide.accounts.models import User
from hireguide.accounts.selectors import has_second_factor, owner_of
from hireguide.accounts.services import MailNotSentError, hold_waiting, set_first_password
from hireguide.web.clients import client_address

TOO_MANY = "Too many wrong tries. Wait five minutes, then try again"
SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
CODE_SENT = "account/messages/email_confirmation_sent.txt"
CODE_NOT_SENT = (
    "Our mail server did not take the mail, so no code is on its way. Wait a few minutes, then have another code sent "
    "from here; or sign up again later with this address"
)
NO_CLIENT = "::"  # stands for the network's address where the server knows none; the database takes nothing else
NOT_SENT = "hireguide.mail_not_sent"  # marks the request
logger = logging.getLogger(__name__)


class OwnersBackend(AuthenticationBackend):  # type: ignore[misc]
    """Address and password open an account to whoever has shown that the address is theirs, or was vouched for."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """An account that waits for its owner answers as an unknown one: whoever signed up may be anybody."""
        found: User | None = self._check_password(owner_of(email), password)
        return found


class CodeStage(EmailVerificationStage):  # type: ignore[misc]
    """Waiting for the code of a sign-up."""

    def is_resumable(self, request: HttpRequest) -> bool:
        """Signing in and signing up lead nobody back to it: the mail may have said that there is an account already,
        or the address may have been mistyped. The code page stays open beside them."""
        return False


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

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account, where what was done is said: an empty form would ask to do it again."""
        return reverse("mfa_index")

    def get_login_stages(self) -> list[str]:
        """Allauth's steps of signing in, with ours for the code."""
        ours = f"{CodeStage.__module__}.{CodeStage.__name__}"
        return [
            ours if path.endswith(f".{EmailVerificationStage.__name__}") else path
            for path in super().get_login_stages()
        ]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits count by: as everywhere, only our own proxies are believed."""
        return client_address(request) or NO_CLIENT

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """How somebody shows again that it is they: with the second factor if there is one, not with less."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not has_second_factor(user):
            return methods
        return [method for method in methods if method["id"] != "reauthenticate"]

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **kw: Any) -> None:
        """What was done is said, save that somebody is in or out, which they see; what was not done is not."""
        if message_template in SILENT or (message_template == CODE_SENT and request.META.get(NOT_SENT)):
            return
        super().add_message(request, level, message_template, *args, **kw)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail. The log says of what kind one was that could not be sent, and neither to whom nor what stood in
        it.

        Raises MailNotSentError.
        """
        try:
            super().send_mail(template_prefix, email, {**context, "sign_up_open": settings.SIGN_UP_OPEN})
        except (SMTPException, OSError) as error:
            # Without a traceback: what a mail server says holds the address.
            logger.error("Mail not sent: %s (%s). Check EMAIL_URL.", template_prefix, type(error).__name__)
            raise MailNotSentError from None

    @transaction.atomic
    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """The code was entered: from now the account is somebody's, and has the password chosen in their browser.

        Not if it waits for the owner of this address no more.
        """
        if not hold_waiting(email_address.user_id, email_address.email):
            return False
        if done := super().confirm_email(request, email_address):
            set_first_password(request, email_address.user)
        return bool(done)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Send a code. The account stands where that fails: the next page says what to do."""
        with self._saying_if_not_sent(request):
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Send the mail that stands in for a code where there is an account already: it fails in the same words."""
        with self._saying_if_not_sent(self.request):
            super().send_account_already_exists_mail(email)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Tell somebody what was done to their account. It is done, whether or not that can be told."""
        with suppress(MailNotSentError):
            super().send_notification_mail(*args, **kwargs)

    @contextmanager
    def _saying_if_not_sent(self, request: HttpRequest) -> Iterator[None]:
        try:
            yield
        except MailNotSentError:
            request.META[NOT_SENT] = True
            self.add_message(request, messages.ERROR, message=CODE_NOT_SENT)


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

"""The pages of accounts that are ours; allauth has the others, in our templates."""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter
from allauth.account.views import ConfirmEmailVerificationCodeView, PasswordResetView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from hireguide.accounts.selectors import has_second_factor
from hireguide.accounts.services import MailNotSentError

LINK_NOT_SENT = "Our mail server did not take the mail, so no link is on its way. Wait a few minutes, then try again"


@require_http_methods(["GET", "HEAD"])
def account(request: HttpRequest) -> HttpResponse:
    """Where /accounts/ leads: to one's own account, by way of signing in."""
    return redirect("mfa_index")


@require_http_methods(["GET", "HEAD"])
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Says why a second factor is needed and how to set one up; goes on to `next` once there is one."""
    then = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        then = ""
    if has_second_factor(request.user):
        return redirect(then or "mfa_index")
    return render(request, "account/second_factor.html", {"then": then})


class ForgottenPasswordPage(PasswordResetView):  # type: ignore[misc]
    """Where the link for a new password is asked for: whatever the address, one mail goes out, or the page says not."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the link, or the mail that there is no account; where it cannot be sent, the form stays filled in."""
        try:
            answer: HttpResponse = super().form_valid(form)
        except MailNotSentError:
            form.add_error(None, LINK_NOT_SENT)
            answer = self.form_invalid(form)
        return answer


class CodePage(ConfirmEmailVerificationCodeView):  # type: ignore[misc]
    """Where the code is entered, or asked for again."""

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Send another code; where the address has an account already, what it was written the first time once more:
        for a mail takes time, and sending none would tell."""
        answer: HttpResponse = super()._resend_form_valid(form)
        if self._process.user is None:
            get_adapter().send_account_already_exists_mail(self._process.email)
        return answer


def closed(request: HttpRequest, **kwargs: str) -> NoReturn:
    """A page of allauth that we do not have: everybody has a password, and one address."""
    raise Http404("There is no such page.")

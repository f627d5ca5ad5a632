"""The pages of accounts that are ours; allauth has the others, in our templates."""

from typing import Any, NoReturn

from allauth.account.adapter import get_adapter
from allauth.account.stages import EmailVerificationStage, LoginStageController
from allauth.account.views import ConfirmEmailVerificationCodeView, PasswordResetView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from hireguide.accounts.selectors import has_second_factor, is_taken, owner_of
from hireguide.accounts.services import MailNotSentError

LINK_NOT_SENT = "Our mail server did not take the mail, so no link is on its way. Wait a few minutes, then try again"
TOO_MANY_CODES = "Too many wrong codes, so none counts any more. Make the account once more, and we send a new one"
CODE_LAPSED = "The code holds no longer. Make the account once more, and we send a new one"
EXISTS_ALREADY = "account_already_exists"  # marks what waits for a code: to allauth it is one that opens nothing
HAS_ACCOUNT = "This address has an account by now: sign in, or set a new password"


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
    """Where the code is entered, or asked for again. Where none counts any more, the way on is to sign up once more:
    signing in is for accounts that are somebody's already."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page, or back to signing up where nothing waits for a code: nor for one that no mail has brought, which
        allauth alone would go on waiting for when somebody has begun to sign in meanwhile."""
        if request.user.is_authenticated or LoginStageController.enter(request, EmailVerificationStage.key):
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            if self._process is not None or request.user.is_authenticated:
                return answer
        return self._lapsed() if request.method == "POST" else redirect("account_signup")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How many tries are left, and the ways out, which lead on to where one was going."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        left = self._process.max_attempts - self._process.state["failed_attempts"]
        context["verify_form"]["code"].help_text = f"{left} {'try' if left == 1 else 'tries'} left."
        then = {"next": self.stage.login.redirect_url} if self.stage and self.stage.login.redirect_url else None
        context |= {f"{way}_url": reverse(f"account_{way}", query=then) for way in ("login", "signup")}
        return context

    def _lapsed(self) -> HttpResponse:
        messages.error(self.request, CODE_LAPSED)
        return redirect("account_signup")

    def _verify_form_invalid(self, form: Any) -> HttpResponse:
        is_empty = form.has_error("code", "required")  # which is no try
        if is_empty or self._process.record_invalid_attempt():
            page: HttpResponse = self.render_to_response(self.get_context_data(form=form))
            return page
        messages.error(self.request, TOO_MANY_CODES)
        return redirect("account_signup")

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        """Let in whoever entered the code: the account as it is then, with the password that it has just been given."""
        nobody_waits = self._process.user is None or self._process.state.get(EXISTS_ALREADY)
        if nobody_waits or self._process.finish() is None:
            self._process.abort()
            return self._too_late()
        if self.stage is None:  # signed in meanwhile, as whoever they are
            return redirect("account")
        self.stage.login.user = self._process.user
        answer: HttpResponse = self.stage.exit()
        return answer

    def _too_late(self) -> HttpResponse:
        """The code was the right one, so the address is theirs: they may be told what became of it meanwhile."""
        address = self._process.email
        if not is_taken(address):
            return self._lapsed()
        owner = owner_of(address)
        if owner is None or not owner.is_active:
            return redirect("account_inactive")
        messages.error(self.request, HAS_ACCOUNT)
        return redirect("account_login")

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        """Send another code; where the address has an account, by now or since before, the mail that says so: for a
        mail takes time, and sending none would tell."""
        exists = self._process.state[EXISTS_ALREADY] = is_taken(self._process.email)
        answer: HttpResponse = super()._resend_form_valid(form)
        if exists:
            get_adapter().send_account_already_exists_mail(self._process.email)
        return answer


@require_POST
@login_required
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign somebody out somewhere else, or find that done already. Here they sign out as ever."""
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    for session in others.filter(pk=session_id):
        session.end()
    messages.success(request, "You are signed out there.")
    return redirect("usersessions_list")


def closed(request: HttpRequest, **kwargs: str) -> NoReturn:
    """A page of allauth that we do not have: everybody has a password, and one address."""
    raise Http404("There is no such page.")

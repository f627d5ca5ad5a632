"""Codes and passkeys: allauth's forms in our words."""

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms

from hireguide.accounts.forms.sign_in import speak


def speak_code(form: forms.Form, hint: str) -> None:
    """The words of a code's field; phones show digits for it, and fill it in where they can."""
    speak(form, "code", "Code", "Enter the code", hint)
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "input--number"}


class CodeForm(base_forms.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self, "The six digits that your authenticator app shows now, or one of your recovery codes.")


class ConfirmCodeForm(base_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self, "The six digits that your authenticator app shows now, or one of your recovery codes.")


class AppForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app, which shows that it works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_code(self, "The six digits that the app shows for Hireguide now.")


class PasskeyForm(webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and the name it is known by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"passwordless": True, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        speak(self, "name", "A name for it", "Enter a name", "Such as the device that holds it.")
        self.fields["name"].required = False
        self.fields["passwordless"].label = "Sign in with it alone, without the password"
        self.fields["passwordless"].help_text = "The device then asks for your finger, your face or its PIN."

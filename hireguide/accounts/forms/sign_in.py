"""Signing in and passwords: allauth's forms in our words. What is checked, and how often one may try, is theirs."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.core.validators import MaxLengthValidator

from hireguide.accounts.selectors import owner_of
from hireguide.web.forms import LONGEST_ADDRESS

ADDRESS = "E-mail address"
MISSING_ADDRESS = "Enter your e-mail address"
TOO_LONG_ADDRESS = "Shorten the e-mail address to %(limit_value)s characters; it has %(show_value)s"
NEW = "At least 12 characters; a few words that belong together only to you make a good one."


def speak(form: forms.Form, name: str, label: str, missing: str, hint: str = "") -> None:
    """Give a field its words; what is missing is said by the server, and nothing stands in for the label."""
    form.use_required_attribute = False
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


def speak_address(form: forms.Form, name: str) -> None:
    """The words of an address field, the one that a browser or a password manager fills in. allauth's takes more
    characters than there are in an address, and than the database has room for.
    """
    speak(form, name, ADDRESS, MISSING_ADDRESS)
    field = form.fields[name]
    field.error_messages["invalid"] = "Enter an e-mail address in the form name@example.com"
    field.validators.append(MaxLengthValidator(LONGEST_ADDRESS, TOO_LONG_ADDRESS))
    field.widget.attrs["autocomplete"] = "username"
    field.widget.attrs.pop("maxlength", None)  # told by the server, and not cut off


def speak_new_password(form: forms.Form) -> None:
    """The words of the two fields of a new password."""
    speak(form, "password1", "New password", "Enter a new password", NEW)
    speak(form, "password2", "New password again", "Enter the new password again")


class SignInForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_address(self, "login")
        speak(self, "password", "Password", "Enter your password")


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "password", "Password", "Enter your password")


class ChangePasswordForm(allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the one that is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "oldpassword", "Password so far", "Enter the password you have now")
        speak_new_password(self)


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where the link for a new password goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_address(self, "email")

    def clean_email(self) -> str:
        """The link goes to whoever has shown that the address is theirs; to others, that they have no account."""
        address: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        owner = owner_of(address)
        self.users = [owner] if owner is not None and owner.is_active else []
        return address


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password in place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak_new_password(self)

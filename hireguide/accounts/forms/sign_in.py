"""Signing in and passwords: allauth's forms in our words. What is checked, and how often one may try, is theirs."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms

from hireguide.accounts.selectors import owner_of
from hireguide.web.forms import EmailQuestion

NOT_ALIKE = "The two new passwords are not the same. Enter the same one twice"
ADDRESS = "E-mail address"
MISSING_ADDRESS = "Enter your e-mail address"
NEW = "At least 12 characters; a few words that belong together only to you make a good one."


def speak(form: forms.Form, name: str, label: str, missing: str, hint: str = "") -> None:
    """Give a field its words; what is missing is said by the server, and nothing stands in for the label."""
    form.use_required_attribute = False
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)


def speak_address(form: forms.Form, name: str) -> None:
    """An address field of ours, the one that a browser or a password manager fills in. allauth's takes more characters
    than there are in an address, and than the database has room for.
    """
    form.use_required_attribute = False
    form.fields[name] = EmailQuestion(label=ADDRESS, missing=MISSING_ADDRESS, autocomplete="username")


class TwiceAlike(forms.Form):
    """A new password, entered twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "password1", "New password", "Enter a new password", NEW)
        speak(self, "password2", "New password again", "Enter the new password again")

    def clean(self) -> dict[str, Any]:
        """As allauth would, in our words."""
        typed = self.cleaned_data
        if "password1" in typed and "password2" in typed and typed["password1"] != typed["password2"]:
            self.add_error("password2", NOT_ALIKE)
        return typed


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


class ChangePasswordForm(TwiceAlike, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the one that is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        speak(self, "oldpassword", "Password so far", "Enter the password you have now")


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


class NewPasswordForm(TwiceAlike, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password in place of a forgotten one."""

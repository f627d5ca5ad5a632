"""The form that asks where to send the address of a draft."""

from django import forms

from hireguide.web.forms import EmailQuestion


class MailForm(forms.Form):
    """An e-mail address, used for one message and stored nowhere."""

    email = EmailQuestion(
        label="E-mail address",
        help_text="We send one message with the address above, and do not store your e-mail address.",
        missing="Enter the e-mail address to send it to",
    )

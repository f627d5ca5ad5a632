"""The form that names a what-if as it is kept."""

from django import forms

from hireguide.web.forms import TextQuestion

LONGEST_NAME = 80


class NamingForm(forms.Form):
    """What a what-if is called, in its reader's words; it may go without."""

    name = TextQuestion(
        label="What to call it",
        help_text="Such as “After the raise”",
        required=False,
        max_length=LONGEST_NAME,
        error_messages={
            "max_length": f"Shorten the name to {LONGEST_NAME} characters. You entered %(show_value)d",
            "null_characters_not_allowed": "Enter a name without control characters",
        },
    )

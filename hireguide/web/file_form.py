"""The form that takes one file in, for whoever reads it to say what it takes."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

_MB = 1_000_000


class FileForm(forms.Form):
    """One file, refused by its size before any of it is read.

    `takes` says what it may be, `accept` its endings for the browser, `limit` how many bytes it may have, and `instead`
    what to do with a larger one.
    """

    takes: ClassVar[str]
    accept: ClassVar[str]
    limit: ClassVar[int]
    instead: ClassVar[str]

    use_required_attribute = False  # what is missing is said by the server, in our words

    file = forms.FileField(
        label="File",
        error_messages={
            "required": "Choose a file",
            "missing": "Choose a file",
            "invalid": "Choose a file",
            "empty": "The file is empty. Choose another",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = f"{self.takes} At most {self.limit // _MB} MB."
        field.widget = forms.FileInput(attrs={"accept": self.accept})

    def clean_file(self) -> UploadedFile[bytes]:
        """The file; raises ValidationError for one that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > self.limit:
            size = f"{(file.size or 0) / _MB:,.1f} MB"
            raise forms.ValidationError(f"The file has {size}; at most {self.limit // _MB} MB are read. {self.instead}")
        return file

"""The form that takes a table of companies in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hireguide.web.tables.upload import MOST_BYTES

_SIZE = f"{MOST_BYTES // 1_000_000} MB"


class TableForm(forms.Form):
    """One file, refused by its size before any of it is read."""

    use_required_attribute = False  # what is missing is said by the server, in our words

    file = forms.FileField(
        label="File",
        help_text=f"A table of companies (.csv or .xlsx), a row for each. At most {_SIZE}.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose a file",
            "missing": "Choose a file",
            "invalid": "Choose a file",
            "empty": "The file is empty. Choose another",
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """The file; raises ValidationError for one that is too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > MOST_BYTES:
            size = f"{(file.size or 0) / 1_000_000:,.1f} MB"
            raise forms.ValidationError(f"The file has {size}; at most {_SIZE} are read. Bring it in parts")
        return file

"""The form that takes a file in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hireguide.editing.selectors.imports import LIMIT

_SIZE = f"{LIMIT // 1_000_000} MB"
_KINDS = ".json,.csv,.xlsx"


class ImportForm(forms.Form):
    """One file, refused by its size before any of it is read."""

    use_required_attribute = False  # what is missing is said by the server, in our words

    file = forms.FileField(
        label="File",
        help_text=f"A rulebook (.json), or the evidence as a table (.csv or .xlsx). At most {_SIZE}.",
        widget=forms.FileInput(attrs={"accept": _KINDS}),
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
        if file.size is None or file.size > LIMIT:
            size = f"{(file.size or 0) / 1_000_000:,.1f} MB"
            raise forms.ValidationError(f"The file has {size}; at most {_SIZE} are read. Choose a smaller one")
        return file

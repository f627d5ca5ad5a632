"""What holds of every page of the desk, read from its templates."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "advising"
FORM = re.compile(r'<form\b(?=[^>]*method="post").*?</form>', re.DOTALL)
# What is typed or chosen at length; a file cannot be kept for another try anyway.
TYPED, FILE = re.compile(r'as_field_group|<textarea|type="text"|{{ field }}|{% crispy '), "enctype"
SENT_BY = ("hx-post=", 'hx-target="#panel"', 'hx-disabled-elt="find button"', 'hx-sync="this:drop"')


def forms():
    """Each form with something typed in it, by its template."""
    for path in sorted(TEMPLATES.glob("*.html")):
        for number, form in enumerate(FORM.findall(path.read_text())):
            if TYPED.search(form) and FILE not in form:
                yield pytest.param(form.partition(">")[0], id=f"{path.stem}-{number}")


@pytest.mark.parametrize("tag", list(forms()))
def test_a_form_that_holds_what_somebody_typed_survives_a_server_that_does_not_answer(tag):
    assert [part for part in SENT_BY if part not in tag] == []

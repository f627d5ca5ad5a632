"""How questions stand on a page: the form renderer, and the fields that carry a why, hints and "I don't know".

A form is a plain `forms.Form` whose fields are made from these; `{% crispy form %}` or `{{ field.as_field_group }}`
renders each with its legend, hint, why-we-ask, error and answers. All markup lives in `templates/forms/questions/`.

    class CompanyForm(forms.Form):
        stage = ChoiceQuestion(
            label="Where does the company stand?", help_text="The last round that closed counts.",
            options=[("seed", "Seed", "First outside money"), ("series_a", "Series A", "")],
            why="Stage moves what each seat costs.", missing="Select where the company stands, or “I don’t know”",
        )
        engineer_count = NumberQuestion(
            label="How many engineers are there today?", short="Engineers today", low=0, high=10_000,
            missing="Enter how many engineers there are, or tick “I don’t know”",
        )
        company_name = TextQuestion(label="What is the company called?", required=False, max_length=120)

What comes out of `cleaned_data`: the option's value, an `int`, a `str`, `UNKNOWN` ("unknown") where "I don't know" was
chosen, None (or "") where an optional question was left blank. What was typed is shown again as typed, right or wrong.
Ids are stable: the question is `#q-<name>`; its first control, where an error summary leads, is `#id_<name>`.
A number's "I don't know" is a second control named `<name>__unknown`, value `yes`; so named, it may stand in `initial`.
`asked_if=("board_pressure", ("low", "medium", "high"))` lets the page's script hide the question while it cannot apply.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

LONGEST_ADDRESS = 254
"""Of characters in an e-mail address, which is what a mail server takes."""

UNKNOWN = "unknown"
UNKNOWN_LABEL = "I don’t know"
UNKNOWN_SUFFIX = "__unknown"
TICKED = "yes"

GROUPED = re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)
"""A number as pages print it: 1,200."""

AskedIf = tuple[str, Sequence[str]]
Options = Sequence[tuple[str, str, str]]


class Renderer(TemplatesSetting):
    """Renders every form with the project's templates; fields below name their own."""

    form_template_name = "forms/questions/form.html"
    field_template_name = "forms/questions/field.html"


class _Question(forms.Field):
    """What all questions share: why we ask, and when the question applies."""

    question_template: ClassVar[str] = Renderer.field_template_name

    def __init__(
        self, *, why: str = "", missing: str = "", asked_if: AskedIf | None = None, required: bool = True, **kwargs: Any
    ) -> None:
        self.why, self.asked_if = why, asked_if
        if missing:
            said = {"required": missing, "invalid_choice": missing}
            kwargs["error_messages"] = said | kwargs.get("error_messages", {})
        super().__init__(required=required, template_name=self.question_template, **kwargs)

    @property
    def asked_if_values(self) -> str:
        """The answers under which the question applies, as the page's script reads them."""
        return " ".join(self.asked_if[1]) if self.asked_if else ""


class ChoiceRadios(forms.RadioSelect):
    """Radio buttons, none selected at first; the first has the field's own id, so that a link can lead to it."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, hints: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs)
        self.hints: Mapping[str, str] = hints or {}

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: what is missing is said by the server, in our words."""
        return False

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first button's id is the field's; the others are numbered from 1."""
        return f"{id_}_{index}" if id_ and index not in (None, "0", 0) else id_

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An option as Django makes it, with its hint, and whether it is the "I don't know" that stands apart."""
        option = super().create_option(*args, **kwargs)
        option["hint"] = self.hints.get(str(option["value"]), "")
        option["apart"] = option["value"] == UNKNOWN
        # The group says that it is wrong, and why: a single radio button cannot.
        option["attrs"].pop("aria-invalid", None)
        if option["hint"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_hint"
        return option


class ChoiceQuestion(_Question, forms.ChoiceField):
    """One answer out of a few. `options` are (value, label, hint); "I don't know" is added if `unknown`."""

    question_template = "forms/questions/radios.html"

    def __init__(self, *, options: Options, unknown: bool = True, **kwargs: Any) -> None:
        choices = [(value, label) for value, label, _ in options]
        if unknown:
            choices.append((UNKNOWN, UNKNOWN_LABEL))
        widget = ChoiceRadios(hints={value: hint for value, _, hint in options})
        # Yes or no fit on one line; longer lists, or answers with hints, stand one below the other.
        self.is_short = len(options) <= 2 and not any(widget.hints.values())
        super().__init__(choices=choices, widget=widget, **kwargs)


class TypedNumber(NamedTuple):
    """A number's two controls as posted: the text as typed, and whether "I don't know" was ticked."""

    text: str
    dont_know: bool


class NumberText(forms.TextInput):
    """A text input for digits: a number input would drop what it cannot read."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "input--number", **(attrs or {})})

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: see ChoiceRadios."""
        return False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedNumber:
        """Both controls of the question."""
        return TypedNumber(str(data.get(name) or ""), data.get(name + UNKNOWN_SUFFIX) == TICKED)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """A tick alone is an answer too."""
        return name not in data and name + UNKNOWN_SUFFIX not in data


class BoundNumber(BoundField):
    """A number question in its form: knows its second control."""

    @property
    def unknown_name(self) -> str:
        """The name of the tick box."""
        return self.html_name + UNKNOWN_SUFFIX

    @property
    def dont_know(self) -> bool:
        """Whether the tick box is ticked, as posted or as answered before."""
        if self.form.is_bound:
            typed = self.data
            return isinstance(typed, TypedNumber) and typed.dont_know
        return self.form.initial.get(self.name + UNKNOWN_SUFFIX) == TICKED


class NumberQuestion(_Question):
    """A whole number from `low` to `high`, both included; `short` names it in errors, `unit` stands after the input."""

    question_template = "forms/questions/number.html"
    unknown_label = UNKNOWN_LABEL
    widget: ClassVar[type[forms.Widget]] = NumberText  # type: ignore[misc]
    bound_field_class = BoundNumber

    def __init__(self, *, short: str, low: int, high: int, unit: str = "", unknown: bool = True, **kwargs: Any) -> None:
        self.short, self.low, self.high, self.unit, self.unknown = short, low, high, unit, unknown
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What the text input shows: what was typed."""
        return value.text if isinstance(value, TypedNumber) else value

    def clean(self, value: Any) -> int | str | None:
        """The number, UNKNOWN, or None if an optional one was left blank. Raises ValidationError, saying what to do."""
        typed = value if isinstance(value, TypedNumber) else TypedNumber("" if value is None else str(value), False)
        text = typed.text.strip()
        dont_know = typed.dont_know and self.unknown
        if text and dont_know:
            raise ValidationError(f"{self.short}: enter a number or tick “{UNKNOWN_LABEL}”, not both", code="both")
        if text:
            return self._number(text)
        if not dont_know:
            self.validate(None)
        return UNKNOWN if dont_know else None

    def _number(self, text: str) -> int:
        # Longer than any number that is allowed: not worth (nor always possible) to convert.
        plain = text.replace(",", "") if GROUPED.fullmatch(text) else text
        digits = plain.isascii() and plain.isdigit() and len(plain) <= 20
        if not digits or not self.low <= int(plain) <= self.high:
            shown = text if len(text) <= 20 else f"{text[:20]}…"
            usual = f"{self.short}: enter a whole number from {self.low:,} to {self.high:,}, in digits"
            allowed = self.error_messages.get("number", usual)
            raise ValidationError(f"{allowed}. You entered “{shown}”", code="number")
        return int(plain)


class LineText(forms.TextInput):
    """A one-line text input that leaves what is missing to the server."""

    def use_required_attribute(self, initial: Any) -> bool:
        """Never: see ChoiceRadios."""
        return False


class TextQuestion(_Question, forms.CharField):
    """One line of text. Give `autocomplete` where the browser may know the answer."""

    def __init__(self, *, autocomplete: str = "off", **kwargs: Any) -> None:
        super().__init__(widget=LineText({"autocomplete": autocomplete}), **kwargs)
        # Told by the server, so that nothing that was typed is cut off without a word.
        self.widget.attrs.pop("maxlength", None)


class EmailQuestion(_Question, forms.EmailField):
    """An e-mail address, of as many characters as one can have and a database keeps."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        said = {
            "invalid": "Enter an e-mail address in the form name@example.com",
            "max_length": f"Shorten the e-mail address to {LONGEST_ADDRESS} characters; it has %(show_value)s",
        }
        kwargs["error_messages"] = said | kwargs.get("error_messages", {})
        widget = LineText({"type": "email", "autocomplete": autocomplete})
        super().__init__(widget=widget, max_length=LONGEST_ADDRESS, **kwargs)
        # As with any text: told by the server, and not cut off.
        self.widget.attrs.pop("maxlength", None)

    def run_validators(self, value: Any) -> None:
        """Of one that is far too long only that is said, and not that it is no address too."""
        try:
            super().run_validators(value)
        except ValidationError as error:
            too_long = [each for each in error.error_list if each.code == "max_length"]
            raise ValidationError(too_long or error.error_list) from None

"""All that a draft holds, checked: raw answers in, the typed profile and what is wrong out."""

from collections.abc import Mapping
from dataclasses import dataclass

from hireguide.profiles.forms import NAME
from hireguide.rules import SECTIONS, Profile, Value, parse_profile
from hireguide.wizard.flow import Known
from hireguide.wizard.forms.sections import SectionForm


@dataclass(frozen=True)
class Checked:
    """What raw answers come to.

    `profile` is None while an answer has to be mended; `facts` are the answers that pass and apply, `dont_know` the
    questions answered "I don't know", `errors` section → question → what is wrong. Blank answers are no errors.
    """

    profile: Profile | None
    facts: dict[str, Value]
    dont_know: tuple[str, ...]
    errors: dict[str, dict[str, list[str]]]

    @property
    def known(self) -> Known:
        """The same, as the flow wants it."""
        return Known(self.facts, self.dont_know)


def check_answers(raw: Mapping[str, str]) -> Checked:
    """Check every section's raw answers (input name → text as typed), whole, half answered or not answered at all."""
    name = ""
    facts: dict[str, Value] = {}
    dont_know: list[str] = []
    errors: dict[str, dict[str, list[str]]] = {}
    # In order: whether a question applies hangs on an answer of its own section or of one before.
    for section in SECTIONS:
        form = SectionForm(section, raw, facts=facts)
        if not form.is_valid():
            errors[section] = {field: [str(message) for message in messages] for field, messages in form.errors.items()}
        facts.update(form.facts)
        dont_know.extend(form.dont_know)
        name = name or form.company_name
    profile = None if errors else parse_profile({NAME: name, **facts})
    return Checked(profile, facts, tuple(dont_know), errors)

"""Typed answers as the text inputs that would post them: what a form is bound to where nobody typed anything."""

from collections.abc import Collection

from hireguide.profiles.forms.questions import input_names
from hireguide.rules import FIELDS, Facts
from hireguide.web.forms import TICKED, UNKNOWN


def raw_answers(facts: Facts, dont_know: Collection[str] = ()) -> dict[str, str]:
    """Input name → text of these answers; `dont_know` names the fields answered "I don't know".

    >>> raw_answers({"engineer_count": 12, "delivery_owner": False}, ["stage"])
    {'stage': 'unknown', 'engineer_count': '12', 'delivery_owner': 'no'}
    """
    raw = {}
    for name, field in FIELDS.items():
        if name in facts:
            answer = facts[name]
            raw[name] = ("no", "yes")[answer] if isinstance(answer, bool) else str(answer)
        elif name in dont_know:
            raw[input_names(name)[-1]] = TICKED if field.kind == "integer" else UNKNOWN
    return raw

"""What somebody else did to a draft meanwhile, in words."""

from dataclasses import dataclass
from datetime import datetime

from hireguide.editing.documents.part_words import TITLES, name_of
from hireguide.editing.selectors.edits import edits_since
from hireguide.rulebooks.models import ROWS, RulebookDraft

_KINDS = {kind.part: kind for kind in ROWS}


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit: `what` of the rulebook, what was done to it, by whom ("" where that is not known), when."""

    what: str
    done: str
    who: str
    at: datetime


def edit_rows(draft: RulebookDraft, moment: datetime) -> tuple[EditRow, ...]:
    """The edits of a draft after a moment, the latest first."""
    return tuple(EditRow(_what(one.part, one.key), one.done, one.who, one.at) for one in edits_since(draft, moment))


def _what(part: str, key: str) -> str:
    if not part:
        return "The draft’s title, intent or name"
    return f"{TITLES[part]}: {name_of(_KINDS[part], key) or key}"

"""Writes of rulebooks: the draft and its rows, and the one write of an edition."""

from hireguide.rulebooks.services.drafts import (
    DraftIsClosedError,
    DraftIsOpenError,
    RenamedMeanwhileError,
    close_draft,
    copy_edition,
    give_up_draft,
    lock_draft,
    rename_draft,
    start_draft,
)
from hireguide.rulebooks.services.publishing import (
    RefusedRulebookError,
    Signed,
    check_rulebook,
    publishing_queue,
    store_edition,
)
from hireguide.rulebooks.services.rows import (
    ChangedMeanwhileError,
    move_row,
    remove_row,
    replace_rows,
    replace_rulebook,
    store_rows,
)

__all__ = [
    "ChangedMeanwhileError",
    "DraftIsClosedError",
    "DraftIsOpenError",
    "RefusedRulebookError",
    "RenamedMeanwhileError",
    "Signed",
    "check_rulebook",
    "close_draft",
    "copy_edition",
    "give_up_draft",
    "lock_draft",
    "move_row",
    "publishing_queue",
    "remove_row",
    "rename_draft",
    "replace_rows",
    "replace_rulebook",
    "start_draft",
    "store_edition",
    "store_rows",
]

"""`load_rulebook FILE [--publish [--if-none]]`: a rulebook's file becomes the draft, or an edition if it may."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from hireguide.editing.services.drafts import begin_draft_from_text
from hireguide.editing.services.imports import title_of
from hireguide.editing.services.loading import AwaitsApprovalError, publish_file
from hireguide.editing.services.publishing import DraftChangedError, RefusedByGatesError
from hireguide.rulebooks.selectors import current_edition
from hireguide.rulebooks.services import DraftIsClosedError, DraftIsOpenError, RefusedRulebookError
from hireguide.rules import RulebookError
from hireguide.web.commands import BAD_INPUT, REFUSED, HouseCommand, printable
from hireguide.web.files import RULEBOOK_LIMIT, STANDARD_INPUT, UnreadableFileError, open_source, read_text

_SHUT = (RefusedByGatesError, DraftChangedError, DraftIsOpenError, DraftIsClosedError, AwaitsApprovalError)


class Command(HouseCommand):
    help = (
        "Makes a rulebook (JSON) the draft, to be edited and published on the site; with --publish, publishes it at "
        "once as a new edition, if it holds in all of its proofs (about a second) and every other gate lets it "
        "through: it is replayed over the kept diagnoses here, and waits where it needs approval. "
        "Exit code: 0 done, 1 a gate refuses it or another draft is open, 2 the file can't be read or parsed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the rulebook's file, or - for standard input")
        parser.add_argument("--publish", action="store_true", help="publish it as the next edition, if it may be")
        parser.add_argument("--if-none", action="store_true", help="only if nothing has been published yet")
        parser.add_argument("--note", default="", help="what is new in it, in a sentence")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_none"] and not options["publish"]:
            self.complain("--if-none", "goes with --publish only. Give both, or neither.")
            self.stop(BAD_INPUT)
        current = current_edition() if options["if_none"] else None
        if current:
            self.stdout.write(f"Edition {current.number}, “{current.name}”, stays as it is ({current.digest}).")
            return
        name = options["file"]
        with self._in_words(name):
            with open_source(name) as source:
                text = read_text(source, limit=RULEBOOK_LIMIT)
            if options["publish"]:
                self._publish(text, name, note=options["note"])
            else:
                self._begin(text, name, note=options["note"])

    @contextmanager
    def _in_words(self, name: str) -> Iterator[None]:
        """End the command with what is wrong with the file, or with what stands against it."""
        try:
            yield
        except UnreadableFileError as error:
            self.complain(name, str(error))
            self.stop(BAD_INPUT)
        except RefusedRulebookError as error:
            self._refuse(name, error)
        except RulebookError as error:
            self.complain_of_all(name, error.faults)
            self.stop(BAD_INPUT)
        except _SHUT as error:
            for reason in _reasons(error):
                self.complain(name, reason)
            self.stop(REFUSED)

    def _refuse(self, name: str, error: RefusedRulebookError) -> None:
        """Say all that doesn't hold, each with the profiles that show it, which `diagnose -` judges."""
        for fault, (_, item) in zip(error.faults, error.proof.open, strict=True):
            self.complain(f"{name}: {fault.path}", fault.message)
            for witness in item.witnesses:
                self.complain(f"{name}: {fault.path}", f"witness {json.dumps(dict(witness))}")
        self.stop(REFUSED)

    def _begin(self, text: str, name: str, *, note: str) -> None:
        title = _title(name)
        draft = begin_draft_from_text(text, title=title, intent=note, base=None, by=None, at=timezone.now())
        self.stdout.write(f"“{draft.name}” is open as the draft “{draft.title}”: edit and publish it at /editing/.")

    def _publish(self, text: str, name: str, *, note: str) -> None:
        before = current_edition()
        edition = publish_file(text, title=_title(name), note=note, clock=timezone.now)
        said = "Nothing to do: this is already" if edition == before else "Published"
        self.stdout.write(f"{said} edition {edition.number}, “{edition.name}” ({edition.digest}).")


def _reasons(error: Exception) -> tuple[str, ...]:
    """What stands against a file that is well formed and holds."""
    if isinstance(error, RefusedByGatesError):
        return error.reasons
    if isinstance(error, DraftChangedError):
        return (f"the draft “{error.draft.title}” was edited meanwhile. It stays open at /editing/.",)
    return (str(error),)


def _title(name: str) -> str:
    """What the draft is called: the file's name, without its folders and what no page can show."""
    return title_of("standard input" if name == STANDARD_INPUT else printable(PurePath(name).name))

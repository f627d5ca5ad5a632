"""`load_rulebook FILE [--publish [--if-none]]`: checks a rulebook, and publishes it when it holds."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from hireguide.rulebooks.selectors import current_edition
from hireguide.rulebooks.services import RefusedRulebookError, check_rulebook, publish_rulebook
from hireguide.rules import Rulebook, RulebookError, rulebook_digest
from hireguide.web.commands import BAD_INPUT, REFUSED, HouseCommand
from hireguide.web.files import RULEBOOK_LIMIT, UnreadableFileError, open_source, read_text


class Command(HouseCommand):
    help = (
        "Checks a rulebook (JSON) and says what publishing it would do; with --publish, publishes it as a new edition. "
        "It must hold in all of its proofs, which takes about a second. Exit code: 0 done, 1 a proof or an example "
        "refuses it, 2 the file can't be read or parsed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the rulebook's file, or - for standard input")
        parser.add_argument("--publish", action="store_true", help="publish it as the next edition, if it holds")
        parser.add_argument("--if-none", action="store_true", help="only if nothing has been published yet")
        parser.add_argument("--note", default="", help="what is new in this edition, in a sentence")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_none"] and not options["publish"]:
            self.complain("--if-none", "goes with --publish only. Give both, or neither.")
            self.stop(BAD_INPUT)
        current = current_edition() if options["if_none"] else None
        if current:
            self.stdout.write(f"Edition {current.number}, “{current.name}”, stays as it is ({current.digest}).")
            return
        name = options["file"]
        try:
            with open_source(name) as source:
                text = read_text(source, limit=RULEBOOK_LIMIT)
            if options["publish"]:
                self._publish(text, note=options["note"])
            else:
                self._tell(check_rulebook(text))
        except UnreadableFileError as error:
            self.complain(name, str(error))
            self.stop(BAD_INPUT)
        except RefusedRulebookError as error:
            self._refuse(name, error)
        except RulebookError as error:
            self.complain_of_all(name, error.faults)
            self.stop(BAD_INPUT)

    def _refuse(self, name: str, error: RefusedRulebookError) -> None:
        """Say all that doesn't hold, each with the profiles that show it, which `diagnose -` judges."""
        for fault, (_, item) in zip(error.faults, error.proof.open, strict=True):
            self.complain(f"{name}: {fault.path}", fault.message)
            for witness in item.witnesses:
                self.complain(f"{name}: {fault.path}", f"witness {json.dumps(dict(witness))}")
        self.stop(REFUSED)

    def _publish(self, text: str, *, note: str) -> None:
        now = timezone.now()
        edition = publish_rulebook(text, at=now, note=note)
        said = "Published" if edition.published_at == now else "Nothing to do: this is already"
        self.stdout.write(f"{said} edition {edition.number}, “{edition.name}” ({edition.digest}).")

    def _tell(self, rulebook: Rulebook) -> None:
        current = current_edition()
        examples = len(rulebook.examples)
        self.stdout.write(f"“{rulebook.name}” is in order: its proofs hold, and its {examples} examples pass.")
        if current and current.digest == rulebook_digest(rulebook):
            self.stdout.write(f"It is edition {current.number} already: publishing it again would do nothing.")
        else:
            number = current.number + 1 if current else 1
            self.stdout.write(f"Nothing was published. With --publish it becomes edition {number}.")

"""`load_rulebook FILE [--publish]`: checks a rulebook, and publishes it when it holds."""

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
        "Exit code: 0 done, 1 an example refuses it, 2 the file can't be read or parsed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="the rulebook's file, or - for standard input")
        parser.add_argument("--publish", action="store_true", help="publish it as the next edition, if it holds")
        parser.add_argument("--note", default="", help="what is new in this edition, in a sentence")

    def handle(self, *args: Any, **options: Any) -> None:
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
        except RulebookError as error:
            self.complain_of_all(name, error.faults)
            self.stop(REFUSED if isinstance(error, RefusedRulebookError) else BAD_INPUT)

    def _publish(self, text: str, *, note: str) -> None:
        now = timezone.now()
        edition = publish_rulebook(text, at=now, note=note)
        said = "Published" if edition.published_at == now else "Nothing to do: this is already"
        self.stdout.write(f"{said} edition {edition.number}, “{edition.name}” ({edition.digest}).")

    def _tell(self, rulebook: Rulebook) -> None:
        current = current_edition()
        self.stdout.write(f"“{rulebook.name}” is in order, and its {len(rulebook.examples)} examples pass.")
        if current and current.digest == rulebook_digest(rulebook):
            self.stdout.write(f"It is edition {current.number} already: publishing it again would do nothing.")
        else:
            number = current.number + 1 if current else 1
            self.stdout.write(f"Nothing was published. With --publish it becomes edition {number}.")

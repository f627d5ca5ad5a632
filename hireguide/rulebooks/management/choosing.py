"""What commands about rulebooks share: the rulebook of an edition or of a file, or an end in words."""

from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandParser

from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import current_edition, get_edition, rulebook_of
from hireguide.rules import Rulebook, RulebookError, parse_rulebook, rulebook_digest
from hireguide.web.commands import BAD_INPUT, HouseCommand
from hireguide.web.files import RULEBOOK_LIMIT, STANDARD_INPUT, UnreadableFileError, open_source, read_text


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rulebook, and where it is from: the edition with this number, or a file (None)."""

    rulebook: Rulebook
    digest: str
    edition: int | None


class RulebookCommand(HouseCommand):
    """A command that reads rulebooks."""

    def add_choice(self, parser: CommandParser) -> None:
        """The two ways to name one rulebook."""
        rules = parser.add_mutually_exclusive_group()
        rules.add_argument("--edition", type=int, metavar="N", help="this edition (default: the current one)")
        rules.add_argument("--rulebook", metavar="FILE", help="the rulebook in this file; needs no database")

    def chosen(self, options: dict[str, Any]) -> Chosen:
        """The rulebook that the options name; ends the command if it isn't there or can't be read."""
        if options["rulebook"] is not None:
            return self.from_file(options["rulebook"])
        return self.from_edition(options["edition"], "--edition")

    def from_edition(self, number: int | None, place: str) -> Chosen:
        """The rulebook of an edition, of the current one for None; `place` is what its name was given for."""
        try:
            edition = current_edition() if number is None else get_edition(number)
        except (Edition.DoesNotExist, OverflowError):
            newest = current_edition()
            there = f"editions are numbered 1 to {newest.number}" if newest else "no rulebook has been published"
            self.complain(place, f"there is no edition {number}: {there}.")
            self.stop(BAD_INPUT)
        if edition is None:
            self.complain("edition", "no rulebook has been published. Run “load_rulebook FILE --publish” first.")
            self.stop(BAD_INPUT)
        return Chosen(rulebook_of(edition), edition.digest, edition.number)

    def from_file(self, name: str) -> Chosen:
        """The rulebook in a file, `-` being standard input."""
        try:
            with open_source(name) as source:
                rulebook = parse_rulebook(read_text(source, limit=RULEBOOK_LIMIT))
        except UnreadableFileError as error:
            self.complain(name, str(error))
            self.stop(BAD_INPUT)
        except RulebookError as error:
            self.complain_of_all(name, error.faults)
            self.stop(BAD_INPUT)
        return Chosen(rulebook, rulebook_digest(rulebook), None)

    def read_once(self, *names: str | None) -> None:
        """End the command if standard input is named twice."""
        if names.count(STANDARD_INPUT) > 1:
            self.complain(STANDARD_INPUT, "standard input can be read once only. Name the other files.")
            self.stop(BAD_INPUT)

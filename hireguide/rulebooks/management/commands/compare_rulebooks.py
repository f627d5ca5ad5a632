"""`compare_rulebooks A B [--json]`: what share of companies two rulebooks judge otherwise, from what to what."""

import json
from typing import Any

from django.core.management.base import CommandParser

from hireguide.rulebooks.documents.plain import comparison_text
from hireguide.rulebooks.management.choosing import RulebookCommand
from hireguide.rules import Rulebook, compare


class Command(RulebookCommand):
    help = (
        "Compares two rulebooks, each an edition's number or a file (./7 for a file called 7): what share of "
        "companies gets another verdict, with one company a change. Exit code: 0 done, 2 a rulebook isn't there "
        "or can't be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("a", metavar="A", help="an edition's number, or a rulebook's file, or - for standard input")
        parser.add_argument("b", metavar="B", help="another")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        names = options["a"], options["b"]
        self.read_once(*names)
        one, other = (self._named(name) for name in names)
        comparison = compare(one, other)
        if options["json"]:
            self.stdout.write(json.dumps({"a": names[0], "b": names[1], **comparison.as_dict()}))
        else:
            self.stdout.write(comparison_text(comparison, *names))

    def _named(self, name: str) -> Rulebook:
        """A name of digits is an edition; a file of that name is ./7."""
        is_number = name.isascii() and name.isdigit()
        return (self.from_edition(int(name[:30]), name) if is_number else self.from_file(name)).rulebook

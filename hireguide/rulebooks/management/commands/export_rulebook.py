"""`export_rulebook [--edition N | --rulebook FILE] --format json|jdm|csv`: a rulebook for other eyes."""

from typing import Any

from django.core.management.base import CommandParser

from hireguide.rulebooks.documents.jdm import jdm_text
from hireguide.rulebooks.documents.table import evidence_csv
from hireguide.rulebooks.management.choosing import RulebookCommand
from hireguide.rules import rulebook_json

_FORMATS = {"json": rulebook_json, "jdm": jdm_text, "csv": evidence_csv}


class Command(RulebookCommand):
    help = (
        "Writes a rulebook to standard output: json is the file that load_rulebook reads, jdm is for zen-engine, csv "
        "is the evidence as a table, conditions as JSON. Exit code: 0 done, 2 it isn't there or can't be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_choice(parser)
        parser.add_argument("--format", required=True, choices=sorted(_FORMATS), help="what to write")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_FORMATS[options["format"]](self.chosen(options).rulebook), ending="")

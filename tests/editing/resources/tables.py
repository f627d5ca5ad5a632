"""Tables as files for tests: rows as CSV or as a workbook."""

import csv
import json
from io import BytesIO, StringIO

from openpyxl import Workbook

from hireguide.rulebooks.documents.table import HEADER
from tests.factories import small_rulebook

WHEN = json.dumps({"all": [{"field": "stage", "op": "is", "value": "seed"}]})


def rule(key="fresh", **cells):
    """One row, by column."""
    own = {"key": key, "gap": "strategy", "points": 2, "when": WHEN, "because": f"Because of {key}.", "sources": "ours"}
    return own | cells


def csv_file(*rows, header=HEADER, separator=",", encoding="utf-8"):
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows([header, *[list(row.values()) for row in rows]])
    return text.getvalue().encode(encoding)


def workbook(*rows, header=HEADER, change=bool):
    """A workbook's bytes; `change` may do anything to the book before."""
    book = Workbook()
    for row in [header, *[list(row.values()) for row in rows]]:
        book.active.append(list(row))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def small_rows(*keep):
    """The small rulebook's evidence as rows, those of some keys only if any are given."""
    items = small_rulebook()["evidence"]
    cells = [item | {"when": json.dumps(item["when"]), "sources": " ".join(item["sources"])} for item in items]
    return [row for row in cells if not keep or row["key"] in keep]

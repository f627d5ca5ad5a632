"""Files that people bring: a rulebook's JSON, or its evidence as a table (CSV or a workbook), read within bounds."""

from hireguide.editing.resources.upload import read_upload

__all__ = ["read_upload"]

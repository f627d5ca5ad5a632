"""What may reach a log: the address of a draft or a diagnosis is its key, so it is blotted out."""

import logging
import re

# A path segment long enough to be a key: no section, page or record of ours has a name of twenty characters.
_KEY = re.compile(r"(?<=/)[A-Za-z0-9_-]{20,}(?=[/?#\s\"']|$)")


class NoPublicIds(logging.Filter):
    """Replaces every key in a record's text by an ellipsis; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _KEY.sub("…", record.getMessage())
        record.args = None
        return True

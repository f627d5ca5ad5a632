"""What may reach a log: no answers, and no address of a draft or a diagnosis, which is its key: both are blotted."""

import logging
import re

# A path segment long enough to be a key, in a query ("next=", "a=") too, where slashes may be written %2F: no section,
# page or record of ours has a name of twenty characters.
_KEY = re.compile(r"(?:(?<=[/=])|(?<=%2[Ff]))[A-Za-z0-9_-]{20,}(?=[/?#&%\s\"']|$)")
# What an error says may hold a key by itself, and PostgreSQL adds the row that it refused.
_KEY_ALONE = re.compile(r"(?<=[('\"])(?:[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43})(?=[)'\"])")
_DETAIL = re.compile(r"^(DETAIL:).*(?:\n.+)*", re.MULTILINE)
_TRACEBACKS = logging.Formatter()


class NoPublicIds(logging.Filter):
    """Replaces every key in a record's text, and in its traceback, by an ellipsis; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _KEY.sub("…", record.getMessage())
        record.args = None
        if record.exc_info:
            told = _TRACEBACKS.formatException(record.exc_info)
            # Where this is set, formatters print it and look no further.
            record.exc_text = _DETAIL.sub(r"\1 …", _KEY_ALONE.sub("…", _KEY.sub("…", told)))
        return True

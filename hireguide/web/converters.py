"""How addresses spell keys (public ids, and the tokens of links) and kinds of tables. Importing it makes them known."""

from django.urls import register_converter


class Key:
    """A public id, as `keys.new_public_id` spells it."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Token(Key):
    """A link's token, as `keys.new_token` spells it."""

    regex = "[A-Za-z0-9_-]{43}"


class Table(Key):
    """How a table's file ends."""

    regex = "csv|xlsx"


register_converter(Key, "key")
register_converter(Token, "token")
register_converter(Table, "table")

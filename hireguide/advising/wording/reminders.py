"""The mail that tells a member what has become due, as data. Names of clients stand in it; no answer and no verdict."""

SUBJECT = "{what}: {workspace}"

BODY = """\
{parts}

You belong to the workspace “{workspace}” on Hireguide, and each of these is told once.
To get no more of these mails, or to get them again: {switch}
"""

DUE = """\
Due for another look, because the day for it has come:

{names}

See why, and look again: {link}"""

ASKED = """\
Half a year or a year has gone since their diagnosis. Whom did they hire, and did it work?

{names}

Tell it here: {link}"""

LINE = "- {client} ({when})"
MORE = "- and {count} more"

"""The mail that brings somebody the link to their questions, and what is said of answers that they changed."""

LINK_SUBJECT = "{who} asks you about {company}"

LINK_BODY = """\
Dear {name},

{who} of {workspace} asks you, and others who know {company}, the same questions about it: how its plans hold, who leads
its engineers, what its board asks. It takes about ten minutes, and “I don’t know” is always an answer.

Open this address to see what happens with your answers, and to begin:

{link}

It is yours alone, so do not pass it on. It works until {until}.
Nobody else who is asked sees your answers.
"""

CHANGED_SINCE = "{name} said so when it was settled, and has changed it since"

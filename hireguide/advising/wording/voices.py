"""The mail that brings somebody the link to their questions."""

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

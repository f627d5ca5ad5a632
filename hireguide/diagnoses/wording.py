"""The words of the e-mail that brings somebody back to their answers."""

RESUME_SUBJECT = "Your answers on Hireguide"

RESUME_BODY = """\
Somebody, most likely you, asked for the address of a set of answers on Hireguide. Here it is:

{link}

Whoever has this address can read the answers, change them and delete them, so pass it on with care.
They are kept until {expires}, which is {days} days after the last answer; each new answer starts the days again.
After that they are gone.

Your e-mail address was used to send this one message and was not stored.
If you did not ask for it, you can delete this message.
"""

"""Dates and times as our own pages write them: 21 November 2026, 16:47."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"

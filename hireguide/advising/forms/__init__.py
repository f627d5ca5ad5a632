"""The forms of the advisor's desk."""

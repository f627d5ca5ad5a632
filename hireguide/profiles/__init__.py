"""A company's profile as it is stored, and the words of every question."""

"""A rulebook, and what is proved of it, for other eyes: zen-engine's format, a table, and plain text."""

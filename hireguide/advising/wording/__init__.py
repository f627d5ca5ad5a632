"""Words and names of the desk, as data."""

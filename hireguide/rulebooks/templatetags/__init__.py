"""Template tags of the rulebook's own admin pages."""

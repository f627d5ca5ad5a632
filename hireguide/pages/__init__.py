"""Home, how it works, sources, privacy, health and the error pages."""

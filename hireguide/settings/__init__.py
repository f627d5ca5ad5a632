"""Settings by environment: `dev` to work on it, `test` for the suite, `prod` to serve it; `base` is what they share."""

"""The people who sign in, by e-mail address."""

"""Development: debug pages, mail on the console, demo accounts. Never serve the world with it."""

from hireguide.settings.base import *  # noqa: F403
from hireguide.settings.base import env

DEBUG = True
SECRET_KEY = "development-only: prod takes its own from the environment"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEMO_ACCOUNTS = True

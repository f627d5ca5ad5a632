"""Development: mail on the console, demo accounts, debug pages if asked for. Never serve the world with it."""

from hireguide.settings.base import *  # noqa: F403
from hireguide.settings.base import PORT_SERVED, env

# Off by default, so that what is built is seen as founders see it, error pages included.
DEBUG = env.bool("DEBUG", default=False)
# Static files come straight from where they are edited, with or without debug pages.
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
SECRET_KEY = "development-only: prod takes its own from the environment"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Links in mails lead to where `make run` serves, and those of commands beside it to where it served last.
_port = env.str("PORT", default="") or (PORT_SERVED.read_text().strip() if PORT_SERVED.exists() else "") or "8000"
SITE_URL = env.str("SITE_URL", default="").rstrip("/") or f"http://localhost:{_port}"
DEMO_ACCOUNTS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost

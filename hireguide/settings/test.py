"""The test suite: as production serves, less what only slows tests down. `DATABASE_URL` chooses the database."""

import os
import tempfile
from pathlib import Path

from hireguide.settings.base import *  # noqa: F403
from hireguide.settings.base import DATABASES, TEMPLATES

SECRET_KEY = "tests only"
ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TEMPLATES[0]["OPTIONS"]["debug"] = True  # what the coverage of templates needs
WHITENOISE_AUTOREFRESH = True  # no collected files to warn about

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: then threads have connections of their own and WAL is real, as when it is served.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"hireguide-test-{os.getpid()}.sqlite3")}

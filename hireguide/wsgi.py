"""What a WSGI server serves: `gunicorn hireguide.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hireguide.settings.prod")

application = get_wsgi_application()

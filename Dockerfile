# The image that serves Hireguide: settings of production, an ordinary user, static files collected at build time.

FROM python:3.11-slim AS packages
COPY requirements/base.txt /tmp/base.txt
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/base.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=hireguide.settings.prod \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin hireguide \
    && install -d -o hireguide -g hireguide /app /app/var /srv/static
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
USER hireguide
# These two stand in for the real ones while files are collected; they are not kept in the image.
RUN SECRET_KEY=build ALLOWED_HOSTS=build python manage.py collectstatic --noinput

EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=4s --start-period=20s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=3)"]
CMD ["gunicorn", "hireguide.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]

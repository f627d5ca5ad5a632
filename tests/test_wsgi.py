import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_application_of_a_server_starts_with_the_settings_of_the_environment():
    program = "from hireguide.wsgi import application; print(callable(application))"
    chosen = {**os.environ, "DJANGO_SETTINGS_MODULE": "hireguide.settings.test"}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=chosen, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("True\n", "")

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_development_allows_demo_accounts_and_prints_its_mail():
    program = "from hireguide.settings import dev; print(dev.DEBUG, dev.DEMO_ACCOUNTS, dev.EMAIL_BACKEND)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False True django.core.mail.backends.console.EmailBackend\n"

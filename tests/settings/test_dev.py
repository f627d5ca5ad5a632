import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_development_allows_demo_accounts_and_prints_its_mail():
    program = "from hireguide.settings import dev; print(dev.DEBUG, dev.DEMO_ACCOUNTS, dev.EMAIL_BACKEND)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "False True django.core.mail.backends.console.EmailBackend\n"


@pytest.mark.parametrize(
    ("served", "environment", "address"),
    [
        ("", {}, "http://localhost:8000"),
        ("8123", {}, "http://localhost:8123"),
        ("8123", {"PORT": "9000"}, "http://localhost:9000"),
        ("8123", {"SITE_URL": "https://hireguide.example.com/"}, "https://hireguide.example.com"),
    ],
)
def test_links_in_mails_lead_to_where_it_is_served(tmp_path, served, environment, address):
    if served:
        (tmp_path / "port").write_text(f"{served}\n")
    program = (
        "from pathlib import Path; from hireguide.settings import base; "
        f"base.PORT_SERVED = Path({str(tmp_path / 'port')!r}); from hireguide.settings import dev; print(dev.SITE_URL)"
    )
    own = {name: value for name, value in os.environ.items() if name not in {"PORT", "SITE_URL"}}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=own | environment, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == (f"{address}\n", "")

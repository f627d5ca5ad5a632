"""Finds the Chromium that the journeys drive, and installs one where that can be done."""

import os
import shutil
import subprocess
from collections.abc import Iterator

# Chromium without its windows shows and does the same for journeys, with little more than half the work.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = (SHELL, "chromium")  # the first that there is


def find_browser() -> str | None:
    """The path of a Chromium that starts: $BROWSER_PATH, else the first on PATH; None when there is none."""
    return next((path for path in _candidates() if _starts(path)), None)


def install_browser() -> str | None:
    """Install Debian's Chromium where we are root and apt is there. Returns its path, or None."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    print("No browser found: installing Chromium with apt-get …", flush=True)
    if _apt_get("update", "-q") and any(_apt_get("install", "-y", "-q", package) for package in PACKAGES):
        return find_browser()
    return None


def _apt_get(*arguments: str) -> bool:
    """Whether it did as told; what it said is shown when it did not."""
    command = ["apt-get", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}", flush=True)
    return done.returncode == 0


def _candidates() -> Iterator[str]:
    named = os.environ.get("BROWSER_PATH")
    for name in (named,) if named else NAMES:
        path = shutil.which(name)
        if path:
            yield path


def _starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False

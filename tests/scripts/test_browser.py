from pathlib import Path

import pytest

from scripts import browser


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A PATH of its own, and a function that puts a program on it."""
    monkeypatch.setenv("PATH", f"{tmp_path}")
    monkeypatch.delenv("BROWSER_PATH", raising=False)

    def put(name, exit_code=0):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {exit_code}\n")
        program.chmod(0o755)
        return str(program)

    return put


def test_the_first_browser_on_the_path_that_starts_is_taken(programs):
    programs("chromium", exit_code=1)
    assert browser.find_browser() is None
    chrome = programs("google-chrome")
    assert browser.find_browser() == chrome


def test_a_chromium_without_windows_is_taken_before_a_whole_one(programs):
    programs("chromium")
    shell = programs("chromium-headless-shell")
    assert browser.find_browser() == shell


def test_the_browser_that_the_environment_names_is_the_only_one_asked(programs, monkeypatch):
    programs("chromium")
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    assert browser.find_browser() is None
    own = programs("own-build")
    monkeypatch.setenv("BROWSER_PATH", own)
    assert browser.find_browser() == own


def test_nothing_is_installed_without_the_right_to(programs, monkeypatch):
    programs("apt-get", exit_code=1)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    assert browser.install_browser() is None


def test_an_installation_that_fails_says_so_and_leaves_none(programs, monkeypatch, capsys):
    programs("apt-get", exit_code=100)
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    assert browser.install_browser() is None
    assert "apt-get update -q failed:" in capsys.readouterr().out


def test_an_installed_browser_is_found(programs, monkeypatch):
    apt = programs("apt-get")
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    chromium = programs("chromium")
    assert apt
    assert browser.install_browser() == chromium


def test_where_there_is_no_chromium_without_windows_a_whole_one_is_installed(programs, monkeypatch):
    apt = Path(programs("apt-get"))
    asked = apt.with_name("asked")
    apt.write_text(f'#!/bin/sh\necho "$*" >> {asked}\ncase "$*" in *headless*) exit 100 ;; esac\n')
    monkeypatch.setattr(browser.os, "geteuid", lambda: 0)
    chromium = programs("chromium")
    assert browser.install_browser() == chromium
    assert asked.read_text().splitlines() == [
        "update -q",
        "install -y -q chromium-headless-shell",
        "install -y -q chromium",
    ]

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import serve as script

ROOT = Path(__file__).resolve().parents[2]


def serve(tmp_path, port, **environment):
    """`make run` once the environment stands; every case here ends before anything is served."""
    chosen = {**os.environ, "PORT": port, "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}", **environment}
    command = [sys.executable, "-m", "scripts.serve"]
    return subprocess.run(command, cwd=ROOT, env=chosen, capture_output=True, text=True, timeout=60)


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


@pytest.mark.parametrize("port", ["", "abc", "0", "65536", "-1", "80.5"])
def test_a_port_that_is_none_is_refused_in_words(tmp_path, port):
    done = serve(tmp_path, port)
    assert done.returncode == 1
    assert done.stderr == f"PORT is {port!r}: it must be a number from 1 to 65535.\n"


def test_a_port_that_is_taken_is_named_with_the_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = serve(tmp_path, str(port))
    assert done.returncode == 1
    assert done.stderr == f"Port {port} is taken by another program. Choose another: make run PORT={port % 65535 + 1}\n"
    assert not (tmp_path / "own.sqlite3").exists()


def test_a_database_that_does_not_answer_is_told_in_words(tmp_path, free_port):
    done = serve(tmp_path, free_port, DATABASE_URL="postgres://nobody@127.0.0.1:1/none?connect_timeout=2")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Check DATABASE_URL" in done.stderr


def test_an_address_of_no_database_is_told_in_words(tmp_path, free_port):
    done = serve(tmp_path, free_port, DATABASE_URL="mysql://ada@db.example/hire")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "DATABASE_URL: " in done.stderr


@pytest.fixture
def play(tmp_path, monkeypatch):
    """Server and worker played by a program that notes the number of each process it is; returns both lists."""

    def playing(*, server, worker):
        program = tmp_path / "play.py"
        program.write_text(
            "import os, signal, sys, time\n"
            f"open({str(tmp_path)!r} + '/' + sys.argv[1], 'a').write(f'{{os.getpid()}}\\n')\n"
            f"{{'runserver': lambda: ({server}), 'db_worker': lambda: ({worker})}}[sys.argv[1]]()\n"
        )
        monkeypatch.setattr(script, "MANAGE", (sys.executable, str(program)))
        monkeypatch.setattr(script, "PATIENCE", 0.5)
        code = script.serve(8000)
        return code, *((tmp_path / name).read_text().split() for name in ("runserver", "db_worker"))

    return playing


def is_running(process):
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.bare
def test_the_worker_ends_with_the_server(play):
    code, (server,), (worker,) = play(server="time.sleep(1), os._exit(3)", worker="time.sleep(60)")
    assert code == 3
    assert not is_running(server)
    assert not is_running(worker)


@pytest.mark.bare
def test_a_worker_that_does_not_want_to_end_is_killed(play):
    stubborn = "signal.signal(signal.SIGTERM, signal.SIG_IGN), time.sleep(60)"
    _, _, (worker,) = play(server="time.sleep(1)", worker=stubborn)
    assert not is_running(worker)


@pytest.mark.bare
def test_a_worker_that_ends_before_the_server_is_started_again(play):
    _, _, workers = play(server="time.sleep(2.5)", worker="os._exit(1)")
    assert len(workers) > 1


def test_commands_beside_the_server_learn_its_port(tmp_path, settings):
    settings.PORT_SERVED = tmp_path / "port"
    script.note_port(8123)
    assert settings.PORT_SERVED.read_text() == "8123\n"

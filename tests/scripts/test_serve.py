import os
import signal
import socket
import subprocess
import sys
import time
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


@pytest.fixture
def apart(tmp_path):
    """Starts `make run`'s last step in a process of its own, server and worker played by a program that takes a moment
    to end, and waits until both stand. All write to one pipe: reading it comes to an end when the last of them has."""
    program = tmp_path / "play.py"
    served = f"script.MANAGE = (sys.executable, {str(program)!r}); sys.exit(script.serve(8000, script.signals_told()))"
    started = []

    def starting(*, server="time.sleep(20)"):
        program.write_text(
            "import os, signal, subprocess, sys, time\n"
            "signal.signal(signal.SIGTERM, lambda *_: (time.sleep(0.4), sys.exit()))\n"
            "print(sys.argv[1], flush=True)\n"
            f"{{'runserver': lambda: ({server}), 'db_worker': lambda: time.sleep(20)}}[sys.argv[1]]()\n"
        )
        code = f"import sys; from scripts import serve as script; {served}"
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert {process.stdout.readline().strip() for _ in range(2)} == {"runserver", "db_worker"}
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.mark.bare
@pytest.mark.parametrize(("told", "code"), [("SIGTERM", 143), ("SIGINT", 0), ("SIGHUP", 129)])
def test_told_to_end_again_and_again_it_still_ends_server_and_worker(apart, told, code):
    process = apart()
    for _ in range(4):
        process.send_signal(signal.Signals[told])
        time.sleep(0.1)
    process.communicate(timeout=10)
    assert process.returncode == code


@pytest.mark.bare
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_server_and_worker_end_with_it_when_it_is_killed(apart):
    process = apart()
    process.kill()
    process.communicate(timeout=10)


@pytest.mark.bare
def test_what_a_killed_server_leaves_behind_is_ended_too(apart):
    child = "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)'])"
    process = apart(server=f"({child}, time.sleep(1), os.kill(os.getpid(), 9))")
    process.communicate(timeout=10)


def test_a_signal_that_was_to_be_passed_over_still_is():
    before = {each: signal.getsignal(each) for each in script.ENDING}
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
        told = script.signals_told()
        signal.raise_signal(signal.SIGHUP)
        signal.raise_signal(signal.SIGTERM)
        assert told == [signal.SIGTERM]
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_commands_beside_the_server_learn_its_port(tmp_path, settings):
    settings.PORT_SERVED = tmp_path / "port"
    script.note_port(8123)
    assert settings.PORT_SERVED.read_text() == "8123\n"

"""The embedded services and the set-up under faults: each is a plain sentence, or is mended without one."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import psutil
import pytest

from config import bootstrap, processes, services
from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
START = (
    "import os; from config.services import ensure_running; ensure_running(); "
    "print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True); import sys; sys.stdin.read()"
)


@pytest.fixture
def var(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A var/ of the test's own, where the embedded PostgreSQL's user may enter it."""
    folder = tmp_path_factory.mktemp("services")
    for part in [folder, *folder.parents][:3]:
        part.chmod(0o755)
    monkeypatch.setenv("CORROBORATE_VAR", str(folder / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return folder / "var"


def holder() -> subprocess.Popen[str]:
    """Another process that holds the services until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", START],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )


def urls(process: subprocess.Popen[str]) -> tuple[str, str]:
    assert process.stdout is not None
    database, broker = process.stdout.readline().split()
    return database, broker


def finish(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait(timeout=60)


def running(var: Path) -> bool:
    pidfile = var / "postgres" / "postmaster.pid"
    return pidfile.exists() and psutil.pid_exists(int(pidfile.read_text().split()[0]))


def test_two_processes_share_the_services_and_the_last_stops_them(var: Path) -> None:
    first = holder()
    shared = urls(first)
    second = holder()
    assert urls(second) == shared
    finish(first)
    assert running(var)
    finish(second)
    assert not running(var)
    assert not (var / "valkey" / "url").exists()


def test_after_a_kill_the_next_start_works_and_stops_in_order(var: Path) -> None:
    killed = holder()
    urls(killed)
    killed.kill()
    killed.wait()
    for name in ("postgres", "valkey"):
        pidfile = var / name / ("postmaster.pid" if name == "postgres" else "pid")
        with_children = psutil.Process(int(pidfile.read_text().split()[0]))
        with_children.send_signal(signal.SIGKILL)
    time.sleep(0.5)
    again = holder()
    urls(again)
    assert running(var)
    finish(again)
    assert not running(var)


def test_a_half_made_database_is_made_again(var: Path) -> None:
    (var / "postgres" / "base").mkdir(parents=True)
    (var / "postgres" / "base" / "half").write_text("interrupted")
    process = holder()
    assert urls(process)[0].startswith("postgresql://")
    finish(process)


def test_urls_that_are_set_are_used_and_nothing_is_started(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/x")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    services.ensure_running()
    assert not var.exists()


def test_a_full_disk_is_said_before_anything_is_written(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 0))
    with pytest.raises(services.ServiceProblem, match=r"less than 300 MB free\. Free some space"):
        services.ensure_running()
    services.release()


def test_a_var_that_cannot_be_made_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CORROBORATE_VAR", str(tmp_path / "file" / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(services.ServiceProblem, match="could not be prepared"):
        services.ensure_running()


def test_a_port_in_use_is_a_sentence_that_names_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(services.ServiceProblem, match=f"Port {port} is in use.*PORT={port + 1}"):
            processes.check_port(port)
    processes.check_port(port)
    with pytest.raises(services.ServiceProblem, match="is no port"):
        processes.check_port(99_999)


def test_the_demo_stops_at_a_port_in_use_with_a_sentence_and_status_1(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [sys.executable, "manage.py", "demo", "--port", port],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
        )
    assert ended.returncode == 1
    assert f"Port {port} is in use" in ended.stderr
    assert "Traceback" not in ended.stderr
    wait_until(lambda: not running(var), what="the services to stop", seconds=30)


def test_a_half_made_environment_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").write_text("half")
    (tmp_path / ".venv" / "bin" / "python").chmod(0o755)
    bootstrap.make_environment()
    works = subprocess.run(
        [tmp_path / ".venv" / "bin" / "python", "-m", "pip", "--version"], capture_output=True
    )
    assert works.returncode == 0


def test_a_failed_installation_says_what_pip_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    (tmp_path / "bin").mkdir()
    pip = tmp_path / "bin" / "python"
    for said, sentence in [
        ("ERROR: Could not install: [Errno 28] No space left on device", "the disk is full"),
        ("NewConnectionError: Temporary failure in name resolution", "package index could not be reached"),
        ("ERROR: something else", "pip failed"),
    ]:
        pip.write_text(f"#!/bin/sh\necho '{said}'\nexit 1\n")
        pip.chmod(0o755)
        requirements = tmp_path / "requirements.txt"
        requirements.write_text("django==5.2.0\n")
        with pytest.raises(SystemExit, match=sentence):
            bootstrap.install([requirements])
    assert "Traceback" not in capsys.readouterr().err

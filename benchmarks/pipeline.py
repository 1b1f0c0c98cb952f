"""How fast articles go through the worker, and what worker and web server take of memory.

    .venv/bin/python benchmarks/pipeline.py [--articles 60] [--words 400]

Articles are generated from a small grammar with a fixed seed, on a database and broker of their own in a temporary folder;
each run (one process, then two) starts empty. Memory is the proportional set size (PSS) of all processes of a kind, so
that pages shared after a fork are counted once. Prints one JSON object.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SUBJECTS = [
    "The charity",
    "A spokesperson for the council",
    "The regulator",
    "Northmark police",
    "Teachers",
    "Parents",
]
VERBS = ["said", "reported", "found", "warned", "estimated"]
OBJECTS = [
    "children",
    "pupils",
    "families",
    "reports of grooming",
    "calls to the helpline",
    "accounts",
    "online offences",
]
ENDS = [
    "were recorded last year",
    "were referred to a specialist team",
    "had no answer within a month",
    "came from the largest app",
    "were passed on to the police in Wexmere",
]
FILLERS = [
    "The meeting lasted until late in the evening and was open to the public.",
    "Nobody at the company answered a request for comment before the weekend.",
    "The figures will be looked at again when the next report is due.",
    "Several schools have since written to the families of their pupils.",
    "Local groups asked for clearer rules and for more time to prepare.",
]


def article(generator: random.Random, words: int) -> str:
    """About so many words, in paragraphs of a few sentences, with figures, speakers and quotes."""
    paragraphs, count = [], 0
    while count < words:
        figure = f"{generator.randint(2, 900) * 10:,}"
        sentences = [
            f"{generator.choice(SUBJECTS)} {generator.choice(VERBS)} that {figure} {generator.choice(OBJECTS)} "
            f"{generator.choice(ENDS)}.",
            generator.choice(FILLERS),
            f"“We need answers for the {generator.choice(OBJECTS)} we hear of,” {generator.choice(SUBJECTS).lower()} said.",
        ]
        generator.shuffle(sentences)
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def memory(process: psutil.Process) -> float:
    """Megabytes of proportional set size of a process and its children."""
    total = 0
    for member in [process, *process.children(recursive=True)]:
        try:
            total += member.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 1e6


def run(texts: list[str], workers: int) -> dict[str, float]:
    """Take the texts in, then start the worker and time until the last step is done."""
    from django.db import connection

    from config import processes
    from sources.models import Article, ProcessingStep
    from sources.services.intake import take_in

    Article.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE sources_article, claims_claim, sources_story CASCADE")
    started = time.perf_counter()
    for number, text in enumerate(texts):
        take_in(content=text.encode(), source=f"generated {number}")
    taken = time.perf_counter() - started
    worker = processes.start_worker(workers)
    peak, first_done = 0.0, None
    started = time.perf_counter()
    try:
        while left := ProcessingStep.objects.filter(state__in=["waiting", "running"]).count():
            peak = max(peak, memory(psutil.Process(worker.pid)))
            if first_done is None and ProcessingStep.objects.filter(step="propose", state="done").exists():
                first_done = time.perf_counter()
                done_then = ProcessingStep.objects.filter(step="propose", state="done").count()
            if worker.poll() is not None:
                raise SystemExit("the worker stopped; see worker.log")
            time.sleep(0.2)
            del left
        ended = time.perf_counter()
    finally:
        processes.stop([worker])
    assert first_done is not None
    return {
        "worker_processes": workers,
        "articles": len(texts),
        "intake_articles_per_second": round(len(texts) / taken, 2),
        "articles_per_second": round(len(texts) / (ended - started), 2),
        "articles_per_second_after_start": round((len(texts) - done_then) / (ended - first_done), 2),
        "worker_peak_megabytes": round(peak),
        "failed_steps": ProcessingStep.objects.filter(state="failed").count(),
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
            urllib.request.urlopen("http://127.0.0.1:8971" + reverse("login"), timeout=20).read()
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
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", type=int, default=400)
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
        generator = random.Random(11)
        texts = [article(generator, options.words) for _ in range(options.articles)]
        results = {"runs": [run(texts, workers) for workers in (1, 2)], "web": web()}
        print(json.dumps(results, indent=1))
    finally:
        release()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

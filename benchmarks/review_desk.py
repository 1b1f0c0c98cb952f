"""A scripted editor at the review desk: how long a decision takes from key to next page, and decisions a minute.

    .venv/bin/python benchmarks/review_desk.py [--proposals 1000] [--decisions 300] [--pace 0]

Proposals are generated (matching_texts.py: figures and quotes in five languages, each said again, one to four statements
a claim, scored by the real matcher) on services of their own. Chromium signs in and works by keyboard alone: approve,
keep apart for a reason, unsure, skip, undo, as chance has it. A round trip is from the key to the next proposal, shown
and listening; ``--pace`` adds seconds of reading. Prints one JSON object.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

PASSWORD, PORT = "kestrel-harbour-92", 8973
KEYS = {"accept": ("a",), "refuse": ("r", "3"), "unsure": ("u",), "skip": ("s",), "undo": ("z",)}
SHARES = {"accept": 0.5, "refuse": 0.3, "unsure": 0.06, "skip": 0.08, "undo": 0.06}


def fill(count: int) -> None:
    """So many open proposals, with claims, statements, articles and stories behind them."""
    from benchmarks.matching_texts import reworded, statements
    from claims.matching import compare_statements, to_json
    from claims.models import Proposal

    for one in statements(1, count):
        again = reworded(one.number)
        first, second = claim_of(one.facts, 1 + one.number % 4), claim_of(again, 1 + one.number % 3)
        match = compare_statements(one.facts, again)
        Proposal.objects.create(
            claim_a=first,
            claim_b=second,
            score=match.score,
            signals=to_json(match),
            engine_version="benchmark",
        )


def claim_of(facts: Any, repeats: int) -> Any:
    """A claim that so many articles, each a story of its own, say in the same words."""
    from claims.models import Claim, Evidence, Quote, Statement, Statistic
    from sources.models import Article, Publisher, Snapshot, Story, StoryMembership

    figure = (
        {}
        if facts.value is None
        else {"value": facts.value, "comparator": "=", "unit": facts.unit_normalized}
    )
    claim = Claim.objects.create(
        kind=facts.kind, wording=facts.text, wording_language=facts.language, counted=facts.counted or "",
        unit_normalized=facts.unit_normalized, period=facts.period or "", place=facts.place or "",
        attributed_to=facts.organisation or "", speaker_name=facts.speaker or "", **figure,
    )  # fmt: skip
    for number in range(repeats):
        text = f"Paragraph {claim.pk}-{number} of an article.\n{facts.text}\nThe end of it."
        content = text.encode()
        snapshot = Snapshot.objects.create(
            sha256=sha256(content).hexdigest(), content=content, size=len(content), media_type="text/plain"
        )
        article = Article.objects.create(
            text=text, language=facts.language, title=f"Article {claim.pk}-{number}", snapshot=snapshot,
            publisher=Publisher.objects.get_or_create(name=f"The Paper {claim.pk % 40}")[0],
            published_on=date(2024, 1, 1 + number), url=f"https://example.org/{claim.pk}-{number}",
        )  # fmt: skip
        StoryMembership.objects.create(article=article, story=Story.objects.create(lead=article))
        start = text.index(facts.exact)
        statement = Statement.objects.create(
            article=article, kind=facts.kind, start=start, end=start + len(facts.exact), exact=facts.exact,
            sentence=facts.text, language=facts.language, extractor="benchmark", period=facts.period or "",
            place=facts.place or "", attributed_to=facts.organisation or "",
        )  # fmt: skip
        if facts.value is None:
            Quote.objects.create(
                statement=statement, speaker_name=facts.speaker or "", spans=[[start, statement.end]]
            )
        else:
            Statistic.objects.create(
                statement=statement, value=facts.value, unit=facts.unit_normalized,
                unit_normalized=facts.unit_normalized, counted=facts.counted or "",
            )  # fmt: skip
        Evidence.objects.create(claim=claim, statement=statement)
    return claim


def editor() -> None:
    """One editor with a password."""
    from django.contrib.auth.models import Group, User

    from campaigns.services.roles import make_roles

    make_roles()
    person = User.objects.create_user("edith", password=PASSWORD)
    person.is_staff = True
    person.save()
    person.groups.add(Group.objects.get(name="Editors"))


def session(decisions: int, pace: float) -> dict[str, Any]:
    """Work by keyboard; the times of each verb in milliseconds."""
    from playwright.sync_api import sync_playwright

    chooser = random.Random(5)
    times: dict[str, list[float]] = {verb: [] for verb in KEYS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        )
        page = browser.new_context(
            base_url=f"http://127.0.0.1:{PORT}", viewport={"width": 1280, "height": 900}
        ).new_page()
        page.goto("/admin/login/?next=/admin/claims/review/")
        page.fill("#id_username", "edith")
        page.fill("#id_password", PASSWORD)
        page.click("[type=submit]")
        page.goto("/admin/claims/review/next/")
        began, taken, last = time.perf_counter(), 0, ""
        while taken < decisions:
            verb = chooser.choices(list(SHARES), list(SHARES.values()))[0]
            if verb == "undo" and last not in ("accept", "refuse", "unsure"):
                continue
            if verb == "accept" and page.locator("input[name=confirm_difference]").count():
                verb = "refuse"
            time.sleep(pace)
            *before, key = KEYS[verb]
            for one in before:
                page.keyboard.press(one)
            started = time.perf_counter()
            with page.expect_navigation():
                page.keyboard.press(key)
            times[verb].append((time.perf_counter() - started) * 1000)
            taken += verb in ("accept", "refuse", "unsure")
            last = verb
        minutes = (time.perf_counter() - began) / 60
        browser.close()
    decided = sorted(times["accept"] + times["refuse"] + times["unsure"])
    return {
        "decisions": taken,
        "decisions_a_minute": round(taken / minutes, 1),
        "round_trip_ms": {
            "median": round(statistics.median(decided)),
            "p95": round(decided[int(0.95 * (len(decided) - 1))]),
            "most": round(decided[-1]),
        },
        "median_ms_by_verb": {verb: round(statistics.median(ms)) for verb, ms in times.items() if ms},
        "presses_by_verb": {verb: len(ms) for verb, ms in times.items()},
        "load": [round(one, 2) for one in os.getloadavg()],
    }


def main() -> None:
    """Fill a database of its own, start the web server, let the browser work."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--proposals", type=int, default=1000)
    parser.add_argument("--decisions", type=int, default=300)
    parser.add_argument("--pace", type=float, default=0.0)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="corroborate-desk-")
    os.chmod(folder, 0o755)  # noqa: S103 - the embedded PostgreSQL runs as its own user where the caller is root
    os.environ["CORROBORATE_VAR"] = str(Path(folder) / "var")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    from config.services import ensure_running, release

    ensure_running()
    import django

    django.setup()
    from django.core.management import call_command

    from config import processes

    try:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        editor()
        fill(options.proposals)
        server = processes.start_server(PORT)
        try:
            processes.wait_for_page(server, PORT)
            cpu = sum(psutil_times(server.pid))
            result = session(options.decisions, options.pace)
            result["web_processor_ms_a_press"] = round(
                (sum(psutil_times(server.pid)) - cpu) * 1000 / max(1, sum(result["presses_by_verb"].values()))
            )
            print(json.dumps({"proposals": options.proposals, **result}, indent=1))
        finally:
            processes.stop([server])
    finally:
        release()
        shutil.rmtree(folder, ignore_errors=True)


def psutil_times(pid: int) -> tuple[float, float]:
    """Seconds of processor of the web server, user and system."""
    import psutil

    spent = psutil.Process(pid).cpu_times()
    return spent.user, spent.system


if __name__ == "__main__":
    main()

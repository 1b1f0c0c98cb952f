"""A pytest plugin that starts the real PostgreSQL and Valkey before Django's settings are read.

Tests queue into a database of the broker of their own, one for each process of a parallel run, so that neither a demo
running beside them nor another test process takes their tasks.
"""

import os
import re

from config.services import ensure_running

ensure_running()
number = 1 + int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
os.environ["REDIS_URL"] = re.sub(r"/\d+$", f"/{number}", os.environ["REDIS_URL"])

"""A pytest plugin that starts the real PostgreSQL and Valkey before Django's settings are read.

Tests queue into a database of the broker of their own, so that a demo running beside them never takes their tasks.
"""

import os
import re

from config.services import ensure_running

ensure_running()
os.environ["REDIS_URL"] = re.sub(r"/\d+$", "/1", os.environ["REDIS_URL"])

"""A pytest plugin that starts the real PostgreSQL and Valkey before Django's settings are read."""

from config.services import ensure_running

ensure_running()

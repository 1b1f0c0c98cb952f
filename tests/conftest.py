"""What every test rests on: the real PostgreSQL and Valkey, started once, and people in their roles."""

from config.services import ensure_running

ensure_running()

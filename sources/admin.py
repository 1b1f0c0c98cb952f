"""The admin of sources; articles, captures and names each have a module."""

from sources import admin_articles, admin_captures, admin_names

__all__ = ["admin_articles", "admin_captures", "admin_names"]

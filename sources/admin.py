"""The admin of sources; articles and names each have a module."""

from sources import admin_articles, admin_names

__all__ = ["admin_articles", "admin_names"]

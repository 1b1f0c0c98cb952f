"""The admin of sources; articles, captures, names and stories each have a module."""

from sources import admin_articles, admin_captures, admin_names, admin_stories

__all__ = ["admin_articles", "admin_captures", "admin_names", "admin_stories"]

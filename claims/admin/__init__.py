"""The admin of claims: statements, claims, proposals and the review desk, one module a subject."""

from claims import admin_marking
from claims.admin import claims, desk, names, statements

__all__ = ["admin_marking", "claims", "desk", "names", "statements"]

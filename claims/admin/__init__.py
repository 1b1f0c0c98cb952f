"""The admin of claims: statements, claims, proposals and the review desk, one module a subject."""

from claims.admin import claims, desk, statements

__all__ = ["claims", "desk", "statements"]

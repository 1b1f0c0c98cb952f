"""Models of sources, one module a subject."""

from sources.models.articles import Article, Capture, ProcessingStep, Snapshot
from sources.models.comparison import (
    ArticleMatch,
    ArticleVerdict,
    CandidateKey,
    DocumentVector,
    Fingerprint,
    Story,
    StoryMembership,
)
from sources.models.names import Name, Organisation, Person, Platform
from sources.models.publishers import Publisher

__all__ = [
    "Article",
    "ArticleMatch",
    "ArticleVerdict",
    "CandidateKey",
    "Capture",
    "DocumentVector",
    "Fingerprint",
    "Name",
    "Organisation",
    "Person",
    "Platform",
    "ProcessingStep",
    "Publisher",
    "Snapshot",
    "Story",
    "StoryMembership",
]

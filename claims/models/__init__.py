"""Models of claims, one module a subject."""

from claims.models.claims import Claim, ClaimQuerySet, Evidence
from claims.models.decisions import Consent, Decision, Difference, Proposal
from claims.models.desk import DeskSettings, Opinion, Review
from claims.models.marking import NameRefusal, ReadThrough
from claims.models.statements import CampaignMention, Mention, Quote, Statement, StatementKey, Statistic

__all__ = [
    "CampaignMention",
    "Claim",
    "ClaimQuerySet",
    "Consent",
    "Decision",
    "DeskSettings",
    "Difference",
    "Evidence",
    "Mention",
    "NameRefusal",
    "Opinion",
    "Proposal",
    "Quote",
    "ReadThrough",
    "Review",
    "Statement",
    "StatementKey",
    "Statistic",
]

"""Models of claims, one module a subject."""

from claims.models.claims import Claim, ClaimQuerySet, Evidence
from claims.models.decisions import Consent, Decision, Difference, Proposal
from claims.models.desk import Review
from claims.models.statements import CampaignMention, Mention, Quote, Statement, StatementKey, Statistic

__all__ = [
    "CampaignMention",
    "Claim",
    "ClaimQuerySet",
    "Consent",
    "Decision",
    "Difference",
    "Evidence",
    "Mention",
    "Proposal",
    "Quote",
    "Review",
    "Statement",
    "StatementKey",
    "Statistic",
]

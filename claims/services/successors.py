"""Where a merged claim lives now. Merged ids redirect for ever, through as many merges as there were."""

from claims.models import Claim

LONGEST_CHAIN = 1000  # more merges than any claim sees; a circle, which decisions never make, ends here


def successor_of(claim: Claim) -> Claim:
    """The claim that stands for this one; itself where it was never merged."""
    for _ in range(LONGEST_CHAIN):
        if claim.merged_into_id is None:
            return claim
        claim = Claim.objects.get(pk=claim.merged_into_id)
    raise RuntimeError(f"claim {claim.pk} redirects in a circle")

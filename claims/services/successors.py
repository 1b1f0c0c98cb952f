"""Where a merged claim lives now. Merged ids redirect for ever, through as many merges as there were."""

from collections.abc import Iterable

from claims.models import Claim

LONGEST_CHAIN = 1000  # more merges than any claim sees; a circle, which decisions never make, ends here


def successor_of(claim: Claim) -> Claim:
    """The claim that stands for this one; itself where it was never merged."""
    for _ in range(LONGEST_CHAIN):
        if claim.merged_into_id is None:
            return claim
        claim = Claim.objects.get(pk=claim.merged_into_id)
    raise RuntimeError(f"claim {claim.pk} redirects in a circle")


def visible_successor(public_id: str, user: object) -> Claim | None:
    """The claim that a merged one became, however many merges later; none where it is not merged, or hidden from
    this person.
    """
    merged = Claim.objects.filter(public_id=public_id, merged_into__isnull=False).first()
    if merged is None:
        return None
    claim = successor_of(merged)
    return claim if Claim.objects.visible_to(user).filter(pk=claim.pk).exists() else None


def successors_of(claim_ids: Iterable[int]) -> dict[int, int]:
    """The id that stands for each of these now, all chains followed at once, a query a merge deep."""
    standing = {pk: pk for pk in claim_ids}
    for _ in range(LONGEST_CHAIN):
        merged = Claim.objects.filter(pk__in=set(standing.values()), merged_into__isnull=False)
        moved: dict[int, int] = {
            row.pk: row.merged_into_id for row in merged.only("merged_into") if row.merged_into_id
        }
        if not moved:
            return standing
        standing = {pk: moved.get(now, now) for pk, now in standing.items()}
    raise RuntimeError("claims redirect in a circle")

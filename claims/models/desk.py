"""The review desk as the admin lists it: proposals under another name, with pages of its own."""

from claims.models.decisions import Proposal


class Review(Proposal):
    """A proposal as it comes before an editor. No table of its own."""

    class Meta:
        proxy = True
        verbose_name = "proposal to review"
        verbose_name_plural = "review desk"

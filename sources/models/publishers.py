"""Who publishes articles."""

import pghistory
from django.db import models


@pghistory.track()
class Publisher(models.Model):
    """A newspaper, charity, blog … that publishes articles, known by its name."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", "Newspaper"
        BROADCASTER = "broadcaster", "Broadcaster"
        AGENCY = "agency", "News agency"
        CHARITY = "charity", "Charity"
        GOVERNMENT = "government", "Government"
        COMPANY = "company", "Company"
        AGGREGATOR = "aggregator", "Aggregator"
        BLOG = "blog", "Blog"
        UNKNOWN = "unknown", "Not known"

    name = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.UNKNOWN)
    country = models.CharField(max_length=100, blank=True)
    url = models.URLField(max_length=2000, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="publisher_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "newspaper",
                        "broadcaster",
                        "agency",
                        "charity",
                        "government",
                        "company",
                        "aggregator",
                        "blog",
                        "unknown",
                    ]
                ),
                name="publisher_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

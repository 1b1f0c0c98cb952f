"""What claims announce to their own edges, each after its transaction is committed."""

from django.dispatch import Signal

# Sent with article_id when a person marked a statement in an article: it needs a claim.
statement_marked = Signal()

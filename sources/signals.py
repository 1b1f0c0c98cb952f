"""What sources announce. Listeners live in other applications; sources import none of them."""

from django.dispatch import Signal

# Sent with article_id once an article's matches and story are committed.
article_compared = Signal()

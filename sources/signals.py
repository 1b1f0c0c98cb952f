"""What sources announce, each after its transaction is committed. Sources import none of the listeners' applications."""

from django.dispatch import Signal

# Sent with article_id when an article was taken in, or is to go through the worker again.
article_taken = Signal()
# Sent with article_id once an article's matches and story are stored.
article_compared = Signal()

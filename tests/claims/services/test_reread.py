"""A new version of the extractor reads old articles again: it adds what is new, and says nothing twice."""

import pytest
from django.core.management import call_command

from claims.models import Statement
from claims.services.annotate import annotate
from claims.services.reread import outdated
from sources.models import ProcessingStep
from tests.claims.services.building import article

pytestmark = pytest.mark.django_db

TEXT = "The hotline took nearly 240 calls in May. “Nobody should have to wait for an answer,” said Lena Ford of Childnet."


def test_spans_that_shift_with_a_version_are_not_stored_twice() -> None:
    row = article(TEXT)
    annotate(row.pk)
    before = {(s.kind, s.start, s.end) for s in Statement.objects.all()}
    for statement in Statement.objects.all():  # as another version had cut it
        statement.end -= 2
        statement.exact = statement.exact[:-2]
        statement.save(update_fields=["end", "exact"])
    annotate(row.pk)
    assert Statement.objects.count() == len(before)


def test_another_figure_at_the_same_words_is_added() -> None:
    row = article(TEXT)
    annotate(row.pk)
    figure = Statement.objects.get(kind="statistic")
    figure.statistic.value = 24
    figure.statistic.save(update_fields=["value"])
    Statement.objects.filter(pk=figure.pk).update(end=figure.end - 2, exact=figure.exact[:-2])
    annotate(row.pk)
    assert {int(s.statistic.value) for s in Statement.objects.filter(kind="statistic")} == {24, 240}


def test_only_what_another_version_read_is_queued(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = article(TEXT), article(TEXT + " Again.")
    ProcessingStep.objects.create(
        article=old, step="annotate", state="done", engine_version="corroborate-rules 1"
    )
    ProcessingStep.objects.create(article=new, step="annotate", state="done", engine_version=annotate(new.pk))
    assert outdated() == [old.pk]
    queued: list[int] = []
    monkeypatch.setattr("claims.management.commands.reread.process", queued.append)
    call_command("reread", dry_run=True)
    assert queued == []
    call_command("reread")
    assert queued == [old.pk]
    assert "1 article queued" in capsys.readouterr().out

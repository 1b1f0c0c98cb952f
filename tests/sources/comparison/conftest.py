"""Prepared documents of all generated cases, embedded once for every test that asks."""

from collections.abc import Callable

import pytest

from sources.comparison import Document, PreparedDocument, prepare
from tests.sources.comparison import cases


@pytest.fixture(scope="session")
def prepared() -> Callable[[Document], PreparedDocument]:
    texts = {(d.title, d.text): d for case in cases.all_cases() for d in (case.a, case.b)}
    held = dict(zip(texts, prepare(list(texts.values()), leads=False), strict=True))

    def look_up(document: Document) -> PreparedDocument:
        return held[document.title, document.text]

    return look_up

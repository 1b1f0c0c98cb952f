"""Tables in and out of the admin: CSV, XLSX and JSON, with a preview of what changes and every error by its row.

An import adds and changes; it deletes nothing, and an empty cell leaves what is there. Which columns a table has is said
by each application's own module.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from html import escape
from typing import Any, ClassVar

from diff_match_patch import diff_match_patch
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString, mark_safe
from import_export import resources
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats import base_formats
from import_export.forms import ExportForm
from import_export.resources import Diff
from import_export.results import Result, RowResult
from import_export.tmp_storages import CacheStorage
from import_export.widgets import ForeignKeyWidget

MOST_ROWS = 5000
MOST_BYTES = 5 * 1024 * 1024
# What a spreadsheet takes for a formula, with the apostrophes that say that it is none.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
SEVERAL = " | "


def without_formula(cell: Any) -> Any:
    """A cell that no spreadsheet reckons with: text like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def as_written(cell: Any) -> Any:
    """The cell as it was before ``without_formula``."""
    return cell[1:] if isinstance(cell, str) and cell.startswith("'") and FORMULA.match(cell) else cell


class _Spreadsheet:
    """What CSV and XLSX share: cells that spreadsheets would take for formulas."""

    def create_dataset(self, *args: Any, **named: Any) -> Any:
        """Read, and take the apostrophes away."""
        return _with_cells(super().create_dataset(*args, **named), as_written)  # type: ignore[misc]

    def export_data(self, dataset: Any, **named: Any) -> Any:
        """Write, with apostrophes."""
        return super().export_data(_with_cells(dataset, without_formula), **named)  # type: ignore[misc]


def _with_cells(dataset: Any, change: Any) -> Any:
    rows = [[change(cell) for cell in row] for row in dataset]
    headers = dataset.headers
    dataset.wipe()
    dataset.headers = headers
    dataset.extend(rows)
    return dataset


class CsvTable(_Spreadsheet, base_formats.CSV):
    """Comma-separated values, in UTF-8."""


class XlsxTable(_Spreadsheet, base_formats.XLSX):
    """A spreadsheet; the first sheet is read."""


class MarkedDiff(Diff):  # type: ignore[misc]
    """What changes in a row, marked by elements alone: styles within would be refused by the browser."""

    def as_html(self) -> list[SafeString]:
        """Each column with what is new and what goes."""
        marked = []
        engine = diff_match_patch()
        for before, after in zip(self.left, self.right, strict=True):
            parts = engine.diff_main("" if self.new and before != after else str(before), str(after))
            engine.diff_cleanupSemantic(parts)
            words = "".join(
                escape(text)
                if kind == 0
                else f"<{'ins' if kind > 0 else 'del'}>{escape(text)}</{'ins' if kind > 0 else 'del'}>"
                for kind, text in parts
            )
            marked.append(mark_safe(words))  # noqa: S308  (escaped part by part)
        return marked


class Known(ForeignKeyWidget):  # type: ignore[misc]
    """A row of another table, by its slug."""

    def __init__(self, model: type[Model]) -> None:
        super().__init__(model, field="slug")

    def clean(self, value: Any, row: Any = None, **named: Any) -> Any:
        """The row. Raises ValueError in plain words."""
        try:
            return super().clean(value, row, **named)
        except self.model.DoesNotExist as lacking:
            raise ValueError(
                f"There is no {self.model._meta.verbose_name} with the slug “{value}”."
            ) from lacking


class Several(Field, ABC):  # type: ignore[misc]
    """A column of several values, parted by " | ". An import adds those that are not there, and takes none away."""

    @abstractmethod
    def shown(self, row: Any) -> Iterable[str]:
        """Those that are there."""

    @abstractmethod
    def add(self, row: Any, values: Iterable[str]) -> None:
        """Add these. Raises ValidationError in plain words."""

    def get_value(self, instance: Any) -> str:
        """All of them in one cell."""
        return SEVERAL.join(self.shown(instance)) if instance is not None and instance.pk else ""

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **named: Any) -> None:
        """Left to ``Table.after_save_instance``: what they are added to must be there first."""

    def lacking(self, instance: Any, cell: Any) -> list[str]:
        """Those of a cell that are not there yet, once each."""
        wanted = [part.strip() for part in str(cell or "").split(SEVERAL.strip())]
        there = set(self.shown(instance)) if instance.pk else set()
        return [part for part in dict.fromkeys(wanted) if part and part not in there]


class Table(resources.ModelResource):  # type: ignore[misc]
    """What every table of the admin keeps to. ``joins`` and ``gathers`` are the relations that its columns show."""

    joins: tuple[str, ...] = ()
    gathers: tuple[str, ...] = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_transactions = True

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        """Marked by elements."""
        return MarkedDiff

    def before_import(self, dataset: Any, **named: Any) -> None:
        """Refuse what was not meant: too many rows, a column that nobody knows."""
        if len(dataset) > MOST_ROWS:
            raise ValueError(f"The table has {len(dataset):,} rows; bring in at most {MOST_ROWS:,} at once.")
        known = [field.column_name for field in self.get_import_fields()]
        unknown = [str(name) for name in dataset.headers or [] if name not in known]
        if unknown:
            commas = " Save the table with commas between its columns." if ";" in "".join(unknown) else ""
            raise ValueError(
                f"Not known as a column: {', '.join(unknown)}. Known are {', '.join(known)}.{commas}"
            )

    def before_import_row(self, row: Any, **named: Any) -> None:
        """An empty cell says nothing: it leaves what is there."""
        keys = [self.fields[name].column_name for name in self._meta.import_id_fields]
        for name in keys:
            if row.get(name) in (None, ""):
                raise ValidationError({name: "It is by this that a row is known; it can't be empty."})
            if "\x00" in str(row[name]):
                raise ValidationError({name: "It holds a character that no name has."})
        for name in [name for name, cell in row.items() if cell in (None, "") and name not in keys]:
            del row[name]

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        """Whether nothing changes."""
        return bool(super().skip_row(instance, original, row, import_validation_errors)) and not any(
            field.lacking(instance, row.get(field.column_name)) for field in self._several()
        )

    def after_save_instance(self, instance: Any, row: Any, **named: Any) -> None:
        """Add to what the row holds several of."""
        for field in self._several():
            field.add(instance, field.lacking(instance, row.get(field.column_name)))

    def _several(self) -> list[Several]:
        return [field for field in self.get_import_fields() if isinstance(field, Several)]


class TablesAdmin(ImportExportMixin):  # type: ignore[misc]
    """A list of the admin whose rows come in and go out as tables."""

    formats: ClassVar[Any] = [CsvTable, XlsxTable, base_formats.JSON]
    export_form_class = ExportForm
    tmp_storage_class = CacheStorage

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Whoever may add and change rows by hand."""
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Whoever may look at the list."""
        return bool(self.has_view_permission(request))

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The list's rows with all that the table shows of them, in as many queries for many as for few."""
        (table,) = self.get_export_resource_classes(request)
        rows = super().get_export_queryset(request)
        return rows.select_related(*table.joins).prefetch_related(*table.gathers)  # type: ignore[no-any-return]

    def get_import_data_kwargs(self, **named: Any) -> dict[str, Any]:
        """All rows or none."""
        named.pop("form", None)
        return {**named, "rollback_on_validation_errors": True}

    def import_action(self, request: HttpRequest, **named: Any) -> HttpResponse:
        """Under a title of our own."""
        return _titled(super().import_action(request, **named), "Bring in a table")

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Under a title of our own."""
        return _titled(super().export_action(request), "Save as a table")

    def create_import_form(self, request: HttpRequest) -> Any:
        """With a bound on the file's size."""
        form = super().create_import_form(request)
        form.fields["import_file"].label = "Table"
        file = request.FILES.get("import_file")
        if file is not None and (file.size or 0) > MOST_BYTES:
            form.add_error(
                "import_file", f"The file is larger than {MOST_BYTES // 1024**2} MB. Part it in several."
            )
        return form

    def add_data_read_fail_error_to_form(self, form: Any, error: Exception) -> None:
        """In plain words."""
        form.add_error(
            "import_file",
            "This file can't be read as the kind that was chosen. Nothing was changed. A CSV is saved as UTF-8: spreadsheets "
            "offer that beside plain CSV.",
        )

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        """Say that nothing came in where rows changed since the preview."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request,
                "Nothing was brought in: something changed since the preview. Choose the table again to see what.",
            )
            result = Result()
        return super().process_result(result, request)  # type: ignore[no-any-return]

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        """How many are new, changed, and as they were."""
        totals = result.totals
        if sum(totals.values()):
            messages.success(
                request,
                f"Brought in: {totals[RowResult.IMPORT_TYPE_NEW]} new, {totals[RowResult.IMPORT_TYPE_UPDATE]} changed, "
                f"{totals[RowResult.IMPORT_TYPE_SKIP]} as they were.",
            )


def _titled(response: HttpResponse, title: str) -> HttpResponse:
    """The page, if it is one that is not drawn yet, under this title."""
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data["title"] = title
        if (form := response.context_data.get("form")) is not None:
            form.fields["format"].label = "Kind of file"
            form.fields["format"].initial = form.fields["format"].choices[1][0]
    return response

"""Building a fact sheet: begin one, add a claim, move, head, take out and put back a line.

Each verb checks permission, locks the sheet, and changes it. Printing and freezing are in factsheets_export.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from campaigns.factsheets import FactSheetError
from campaigns.models import Campaign, FactSheet, FactSheetLine
from campaigns.services.factsheets_words import LANGUAGES
from claims.models import Claim, ClaimQuerySet
from claims.services.successors import successor_of

LONGEST_TITLE = 300


def claims_for_sheets(user: Any) -> ClaimQuerySet:
    """Claims that a person may put on a sheet: what they may read, and testimony whose use was consented to."""
    consented = Q(consent__isnull=False, consent__withdrawn_at__isnull=True, merged_into__isnull=True)
    return Claim.objects.filter(Q(pk__in=Claim.objects.visible_to(user).values("pk")) | consented)


def begin(*, title: str, by: Any, campaign: Campaign | None = None, language: str = "en") -> FactSheet:
    """Begin an empty fact sheet."""
    _require(by, "campaigns.add_factsheet")
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise FactSheetError("Give the fact sheet a title.")
    return FactSheet.objects.create(title=title, made_by=by, campaign=campaign, language=language)


@transaction.atomic
def change_words(*, fact_sheet_id: int, by: Any, **words: Any) -> FactSheet:
    """Change title, subtitle, introduction, notes, language or campaign."""
    sheet = _locked(fact_sheet_id, by)
    title = " ".join(str(words.get("title", sheet.title)).split())[:LONGEST_TITLE]
    if not title:
        raise FactSheetError("The fact sheet needs a title.")
    if words.get("language", sheet.language) not in LANGUAGES:
        raise FactSheetError("Fact sheets are set in one of the languages offered.")
    for name in ("subtitle", "introduction", "notes", "language", "campaign"):
        if name in words:
            setattr(sheet, name, words[name])
    sheet.title = title
    sheet.save()
    return sheet


@transaction.atomic
def add_claim(
    *, fact_sheet_id: int, claim: Claim, by: Any, position: int | None = None, heading: str = ""
) -> FactSheetLine:
    """Put a claim on the sheet, at the end or at a place; one that is there already stays where it is.

    A merged claim is added as its successor. Testimony without consent is refused.
    """
    sheet = _locked(fact_sheet_id, by)
    claim = successor_of(claim)
    if not claims_for_sheets(by).filter(pk=claim.pk).exists():
        raise PermissionDenied
    if claim.sensitive and not has_consent(claim):
        raise FactSheetError(
            "This is testimony, and no consent to use it has been recorded. Ask a safeguarding lead to record it first."
        )
    existing = sheet.lines.filter(claim=claim).first()
    if existing:
        return existing
    last = sheet.lines.aggregate(last=Max("position"))["last"] or 0
    line = FactSheetLine.objects.create(
        fact_sheet=sheet, claim=claim, position=last + 1, heading=_heading(heading)
    )
    if position is not None and position <= last:
        ordered = [one for one in sheet.lines.order_by("position", "pk") if one.pk != line.pk]
        ordered.insert(max(0, position - 1), line)
        _number(ordered)
    _touch(sheet)
    return line


@transaction.atomic
def take_out(*, fact_sheet_id: int, line_id: int, by: Any) -> tuple[Claim, int, str] | None:
    """Take a line out. Returns what putting it back needs (claim, place, heading), or None where it was gone."""
    sheet = _locked(fact_sheet_id, by)
    ordered = list(sheet.lines.select_related("claim").order_by("position", "pk"))
    for place, line in enumerate(ordered, start=1):
        if line.pk == line_id:
            line.delete()
            _number([one for one in ordered if one.pk is not None and one.pk != line_id])
            _touch(sheet)
            return line.claim, place, line.heading
    return None


@transaction.atomic
def move(*, fact_sheet_id: int, line_id: int, steps: int, by: Any) -> None:
    """Move a line down by so many places, or up where ``steps`` is negative; it stops at the ends."""
    sheet = _locked(fact_sheet_id, by)
    ordered = list(sheet.lines.order_by("position", "pk"))
    for place, line in enumerate(ordered):
        if line.pk == line_id:
            ordered.insert(max(0, min(len(ordered) - 1, place + steps)), ordered.pop(place))
            _number(ordered)
            _touch(sheet)
            return


def _heading(words: str) -> str:
    return " ".join(words.replace("\x00", "").split())[:300]


@transaction.atomic
def head(*, fact_sheet_id: int, line_id: int, heading: str, by: Any) -> None:
    """Set a heading before a line; none takes it away."""
    sheet = _locked(fact_sheet_id, by)
    line = sheet.lines.filter(pk=line_id).first()
    if line is not None:
        line.heading = _heading(heading)
        line.save(update_fields=["heading"])
        _touch(sheet)


def has_consent(claim: Claim) -> bool:
    """Whether leave to use a sensitive claim is on record and stands."""
    consent = getattr(claim, "consent", None)
    return consent is not None and consent.withdrawn_at is None


def _require(by: Any, permission: str) -> None:
    if not by.has_perm(permission):
        raise PermissionDenied


def _locked(fact_sheet_id: int, by: Any) -> FactSheet:
    """The sheet, locked, so that two people who change it at once do so one after the other."""
    _require(by, "campaigns.change_factsheet")
    return FactSheet.objects.visible_to(by).select_for_update(of=("self",)).get(pk=fact_sheet_id)


def _number(ordered: list[FactSheetLine]) -> None:
    changed = []
    for place, line in enumerate(ordered, start=1):
        if line.position != place:
            line.position = place
            changed.append(line)
    FactSheetLine.objects.bulk_update(changed, ["position"])


def _touch(sheet: FactSheet) -> None:
    sheet.changed_at = timezone.now()
    sheet.save(update_fields=["changed_at"])

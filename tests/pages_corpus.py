"""A small invented corpus for the tests of pages: people in their roles, and articles, stories, claims in a few lines.

Publishers, charities and people are invented; platforms are real, since pages are browsed by them.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db.models import Model

from campaigns.models import Campaign, Demand, OpenLetter, TimelineEntry
from campaigns.services.roles import EDITORS, RESEARCHERS, STAFF, make_roles
from claims.models import Claim, Decision, Difference, Evidence, Mention, Quote, Statement, Statistic
from sources.models import (
    Article,
    ArticleMatch,
    Organisation,
    Person,
    Platform,
    ProcessingStep,
    Publisher,
    Snapshot,
    Story,
    StoryMembership,
)
from tests.pages_texts import ARABIC, GERMAN, INDONESIAN, RELEASE, SURVEY, TESTIMONY

PASSWORD = "lantern-otter-brook-42"


@cache
def hashed_password() -> str:
    """PASSWORD's hash, made once: hashing is slow on purpose."""
    return make_password(PASSWORD)


def make_person(name: str, role: str = "", **fields: Any) -> User:
    """Someone with one role, who signs in with PASSWORD."""
    person = User.objects.create(
        username=name, password=hashed_password(), is_staff=role in (EDITORS, STAFF), **fields
    )
    if role:
        person.groups.add(Group.objects.get(name=role))
    return person


def make_people() -> dict[str, User]:
    """One person a role, and an administrator."""
    make_roles()
    return {
        "researcher": make_person("rosa", RESEARCHERS, first_name="Rosa", last_name="Reading"),
        "editor": make_person("edda", EDITORS, first_name="Edda", last_name="Marks"),
        "staff": make_person("stig", STAFF, first_name="Stig", last_name="Sheets"),
        "administrator": User.objects.create(
            username="ada", password=hashed_password(), is_staff=True, is_superuser=True
        ),
    }


def make_article(
    text: str,
    *,
    publisher: str = "Wexmere Gazette",
    title: str = "",
    language: str = "en",
    published_on: date | None = date(2022, 1, 15),
    story: Story | None = None,
    relation: str = "near_identical",
    is_placed: bool = True,
    kind: str = "newspaper",
) -> Article:
    """An article in a story of its own, or in another's, compared with that story's lead."""
    content = f"{publisher}|{title}|{text}|{published_on}".encode()
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "size": len(content), "media_type": "text/plain"},
    )
    publisher_row, _ = Publisher.objects.get_or_create(name=publisher, defaults={"kind": kind})
    slug = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in publisher.lower())
    article = Article.objects.create(
        publisher=publisher_row,
        title=title or text.split("\n")[0][:90],
        language=language,
        published_on=published_on,
        url=f"https://{slug.replace('-', '')}.example/internationalnews/onlinesafety/{snapshot.sha256[:8]}",
        text=text,
        snapshot=snapshot,
    )
    for step in ProcessingStep.Step.values:
        ProcessingStep.objects.create(article=article, step=step, state=ProcessingStep.State.DONE)
    if is_placed:
        if story is None:
            story = Story.objects.create(lead=article)
        elif story.lead_id:
            a, b = sorted((story.lead_id, article.pk))
            ArticleMatch.objects.create(
                article_a_id=a,
                article_b_id=b,
                relation=relation,
                probability=0.97,
                signals={},
                engine_version="t",
            )
        StoryMembership.objects.create(article=article, story=story)
    return article


def make_statement(article: Article, exact: str, kind: str = "statistic", **fields: Any) -> Statement:
    """A statement of exactly these words of the article; figures and quotes come as ``statistic`` and ``quote``."""
    start = article.text.index(exact)
    statistic, quote = fields.pop("statistic", None), fields.pop("quote", None)
    line_start = article.text.rfind("\n", 0, start) + 1
    line_end = article.text.find("\n", start)
    line = article.text[line_start : line_end if line_end >= 0 else len(article.text)]
    sentence = next((part for part in line.replace(". ", ".\x00").split("\x00") if exact in part), line)
    statement = Statement.objects.create(
        article=article,
        kind=kind,
        start=start,
        end=start + len(exact),
        exact=exact,
        prefix=article.text[max(0, start - 40) : start],
        suffix=article.text[start + len(exact) : start + len(exact) + 40],
        sentence=sentence,
        language=fields.pop("language", article.language),
        extractor="tests",
        extractor_version="1",
        **fields,
    )
    if kind == "statistic":
        Statistic.objects.create(statement=statement, **(statistic or {"value": Decimal(1)}))
    else:
        Quote.objects.create(statement=statement, spans=[[start, start + len(exact)]], **(quote or {}))
    return statement


def make_claim(wording: str, statements: Sequence[Statement] = (), **fields: Any) -> Claim:
    """A claim borne out by these statements; a figure of 1 unless one is given."""
    platforms = fields.pop("platforms", ())
    fields.setdefault("kind", "statistic")
    fields.setdefault("wording_language", "en")
    if fields["kind"] == "statistic":
        fields.setdefault("value", Decimal(1))
        fields.setdefault("comparator", "=")
        fields.setdefault("unit", "reports")
    claim = Claim.objects.create(wording=wording, **fields)
    claim.platforms.set(platforms)
    Evidence.objects.bulk_create([Evidence(claim=claim, statement=statement) for statement in statements])
    return claim


def make_platform(name: str, owner: str = "") -> Platform:
    """A platform and its owner, once each."""
    organisation = make_organisation(owner) if owner else None
    platform, _ = Platform.objects.get_or_create(
        slug=name.lower(), defaults={"name": name, "owner": organisation, "review": "reviewed"}
    )
    return platform


def make_organisation(name: str) -> Organisation:
    """An organisation, once."""
    organisation, _ = Organisation.objects.get_or_create(
        slug=name.lower().replace(" ", "-"), defaults={"name": name, "review": "reviewed"}
    )
    return organisation


def make_mention(article: Article, exact: str, **named: Model) -> Mention:
    """Where an article names someone."""
    start = article.text.index(exact)
    return Mention.objects.create(article=article, start=start, end=start + len(exact), exact=exact, **named)


def make_corpus(people: dict[str, User]) -> dict[str, Any]:
    """A corpus with copies, a rewrite, translations, two origins, a difference, testimony, a merged claim, a campaign."""
    instagram, snapchat = make_platform("Instagram", "Meta"), make_platform("Snapchat", "Snap Inc.")
    trust = make_organisation("Lantern Child Trust")
    institute = make_organisation("Harrow Vale Institute")
    miriam = Person.objects.create(slug="miriam-oakhurst", name="Miriam Oakhurst", organisation=trust)
    lead = make_article(
        RELEASE, publisher="Lantern Child Trust", published_on=date(2022, 1, 15), kind="charity"
    )
    story = lead.membership.story
    copies = [
        make_article(RELEASE, publisher=name, published_on=date(2022, 1, day), story=story, relation=relation)
        for name, day, relation in (
            ("Northmark Wire", 15, "identical"), ("Wexmere Gazette", 16, "near_identical"),
            ("Harbour FM Online", 16, "near_identical"), ("Coastline Post", 18, "near_identical"),
            ("Vale Evening Ledger", 29, "identical"),
        )
    ]  # fmt: skip
    rewrite = make_article(
        "Grooming: forces count thousands of cases\n\nForces in the region logged over 4,000 offences of grooming in the "
        "twelve months to March 2021, the Lantern Child Trust has found.",
        publisher="The Inkwell", published_on=date(2022, 2, 11), story=story, relation="rewritten", kind="blog",
    )  # fmt: skip
    indonesian = make_article(
        INDONESIAN, publisher="Harian Pelita", language="id", published_on=date(2022, 1, 20), story=story,
        relation="translation",
    )  # fmt: skip
    arabic = make_article(
        ARABIC, publisher="صحيفة المنارة", language="ar", published_on=date(2022, 1, 23), story=story,
        relation="translation",
    )  # fmt: skip
    german = make_article(
        GERMAN,
        publisher="Talbote",
        language="de",
        published_on=date(2022, 3, 2),
        story=story,
        relation="translation",
    )
    survey = make_article(
        SURVEY, publisher="Harrow Vale Institute", published_on=date(2022, 4, 6), kind="charity"
    )
    testimony = make_article(TESTIMONY, publisher="Coastline Post", published_on=date(2022, 5, 9))
    common = {"attributed_to": "Lantern Child Trust", "period": "year to March 2021"}
    figure = {"value": Decimal(4000), "comparator": ">", "unit": "offences", "counted": "grooming offences"}
    spans = (
        [(article, "more than 4,000 grooming offences") for article in (lead, *copies)]
        + [(rewrite, "over 4,000 offences of grooming"), (indonesian, "lebih dari 4.000 kasus grooming")]
        + [(arabic, "أكثر من 4000 جريمة استدراج للأطفال"), (german, "mehr als 4.000 Fälle von Cybergrooming")]
    )
    statements = [make_statement(article, exact, statistic=figure, **common) for article, exact in spans]
    statements.append(
        make_statement(
            survey, "more than 4,000 in the year to March 2021", statistic=figure,
            attributed_to="Harrow Vale Institute",
        )
    )  # fmt: skip
    grooming = make_claim(
        "Police in the region recorded more than 4,000 grooming offences in the year to March 2021.",
        statements, status="approved", organisation=trust, platforms=[instagram, snapchat],
        place="the region", **figure, **common,
    )  # fmt: skip
    earlier = make_claim(
        "An earlier count by the Lantern Child Trust had found 3,560 offences.",
        [make_statement(lead, "3,560", statistic={"value": Decimal(3560), "unit": "offences"})],
        value=Decimal(3560), unit="offences", counted="grooming offences", organisation=trust,
        attributed_to="Lantern Child Trust", period="two years before", status="approved",
    )  # fmt: skip
    Difference.objects.create(
        claim_a=grooming,
        claim_b=earlier,
        reason="period",
        status="recorded",
        note="Two years lie between the counts.",
    )
    pupils = make_claim(
        "30% of pupils surveyed had been messaged by an adult they did not know in the past year.",
        [make_statement(survey, "30%", statistic={"value": Decimal(30), "unit": "%"}, attributed_to="Harrow Vale Institute")],
        value=Decimal(30), unit="%", counted="2,100 pupils surveyed", organisation=institute, platforms=[instagram],
        attributed_to="Harrow Vale Institute", period="past year",
    )  # fmt: skip
    said_by_miriam = {"speaker_name": "Miriam Oakhurst", "speaker": miriam}
    words = "Every one of these offences is a child who was let down,"
    quote = make_claim(
        "Every one of these offences is a child who was let down.",
        [make_statement(article, words, "quote", quote=said_by_miriam) for article in (lead, *copies)],
        kind="quote", speaker=miriam, speaker_name="Miriam Oakhurst", organisation=trust, status="approved",
    )  # fmt: skip
    secret = "He said it was our secret and that nobody would believe me."
    sensitive = make_claim(
        secret,
        [make_statement(
            testimony, secret, "quote", sensitive=True, sensitive_reason="a child speaks", quote={"anonymous": True},
        )],
        kind="quote", sensitive=True, organisation=trust,
    )  # fmt: skip
    merged = make_claim(
        "Over 4,000 offences.", value=Decimal(4000), comparator=">", unit="offences", merged_into=grooming
    )
    older = make_claim("4,000 or more offences.", value=Decimal(4000), unit="offences", merged_into=merged)
    for article in (lead, *copies):
        make_mention(article, "Instagram", platform=instagram)
        make_mention(article, "Lantern Child Trust", organisation=trust)
        make_mention(article, "Miriam Oakhurst", person=miriam)
    decision = Decision.objects.create(
        verb="approve", by=people["editor"], reason="Both origins say so.", changes={}
    )
    decision.claims.set([grooming])
    campaign = Campaign.objects.create(
        slug="lights-on", name="Lights On", lead=trust, status="running", hashtags=["LightsOn"],
        description="Asks platforms to check who writes to children, and to publish what they find.",
    )  # fmt: skip
    campaign.claims.set([grooming, quote])
    campaign.platforms.set([instagram, snapchat])
    campaign.articles.set([lead])
    Demand.objects.create(
        campaign=campaign, position=1, wording="Publish every report each quarter.", outcome="partly"
    )
    Demand.objects.create(
        campaign=campaign, position=2, wording="Switch messages from strangers off by default."
    )
    OpenLetter.objects.create(
        campaign=campaign, title="Turn the lights on", addressed_to="the platforms' owners", sent_on=date(2022, 2, 1),
        signatories=1240, article=lead, response="Meta said that it would study the demands.",
    )  # fmt: skip
    TimelineEntry.objects.create(
        campaign=campaign, on=date(2022, 6, 1), what="A first quarterly report.", article=lead
    )
    return {
        "grooming": grooming, "earlier": earlier, "pupils": pupils, "quote": quote, "sensitive": sensitive,
        "merged": merged, "older": older, "lead": lead, "arabic": arabic, "indonesian": indonesian,
        "survey": survey, "testimony": testimony, "campaign": campaign, "copies": copies,
    }  # fmt: skip

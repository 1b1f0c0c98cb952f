"""Campaigns: hashtags, named campaigns, open letters, lists of demands, and which platforms a figure is about."""

from claims.extraction import CampaignRecord, extract


def campaigns(text: str, language: str = "en") -> list[CampaignRecord]:
    return list(extract(text, language).campaigns)


def test_a_hashtag_is_listed_once() -> None:
    found = campaigns("Join #SafeHarbourNow today. Everybody tweets #safeharbournow, not #1.")
    assert [(campaign.kind, campaign.name) for campaign in found] == [("hashtag", "#SafeHarbourNow")]


def test_a_named_campaign_has_its_lead_and_its_demands() -> None:
    text = (
        "Childnet's Lights On Online campaign urges ministers to act.\n"
        "The campaign calls for:\n- a regulator with teeth.\n- reports every quarter.\nThe minister declined."
    )
    found = [campaign for campaign in campaigns(text) if campaign.kind == "campaign"]
    assert [(one.exact, one.lead, one.demands) for one in found] == [
        ("Lights On Online", "Childnet", ("a regulator with teeth.", "reports every quarter."))
    ]


def test_a_race_for_office_is_no_campaign() -> None:
    assert campaigns("The presidential campaign goes on, and the Ford campaign said nothing.") == []


def test_an_open_letter_counts_its_signatories() -> None:
    found = campaigns("A letter signed by 84 charities asks Discord to stop.")
    assert [(one.kind, one.signatories) for one in found] == [("open letter", 84)]


def test_an_open_letter_in_words_and_in_indonesian() -> None:
    assert [one.signatories for one in campaigns("Sixty-one charities signed an open letter to Roblox.")] == [
        61
    ]
    found = campaigns("Surat terbuka itu ditandatangani 45 organisasi pada Senin.", "id")
    assert [one.signatories for one in found] == [45]


def test_a_campaign_in_indonesian() -> None:
    found = campaigns("Kemarin Komdigi meluncurkan kampanye Aman Bersama di Jakarta.", "id")
    assert [(one.exact, one.lead) for one in found] == [
        ("Aman Bersama", "Kementerian Komunikasi dan Digital")
    ]


def test_owned_apps_are_the_platforms_the_owner_has() -> None:
    statistics = extract("In 2021 more than 300 children were found on Facebook-owned apps.", "en").statistics
    figure = next(one for one in statistics if one.value == 300)
    assert figure.platforms == ("facebook", "instagram", "whatsapp")
    assert figure.platform_rule == "owned by the company named in the sentence"


def test_a_platform_is_carried_from_the_paragraph_and_not_across_it() -> None:
    text = "Kik was asked for figures. The force counted 40 children.\n\nThe force counted 50 women."
    by_value = {one.value: one for one in extract(text, "en").statistics}
    assert by_value[40.0].platforms == ("kik",)
    assert by_value[40.0].platform_rule == "carried from the paragraph"
    assert by_value[50.0].platforms == ()
    assert by_value[50.0].platform_rule is None


def test_who_owns_a_platform_does_not_stand_for_all_it_owns() -> None:
    statistics = extract("TikTok, which is owned by ByteDance, removed 700 films.", "en").statistics
    figure = next(one for one in statistics if one.value == 700)
    assert (figure.platforms, figure.platform_rule) == (("tiktok",), "named in the sentence")


def test_a_letter_has_whom_it_is_written_to_who_leads_it_and_what_it_asks() -> None:
    text = (
        "More than 70 charities have signed an open letter to the prime minister.\n\n"
        "The letter, coordinated by Childnet, asks the government to:\n- set a date\n- fine directors\n\nNobody replied."
    )
    (letter,) = campaigns(text)
    assert (letter.name, letter.lead, letter.signatories, letter.demands) == (
        "Open letter to the prime minister",
        "Childnet",
        70,
        ("set a date", "fine directors"),
    )


def test_those_who_are_written_to_sign_nothing() -> None:
    assert campaigns("Kofi Brand wrote to four companies last year and signed each page.") == []


def test_a_call_in_a_heading_is_not_of_the_campaigns_name() -> None:
    found = campaigns("Join the Switch It Off campaign\n\nThe Switch It Off campaign began in Leeds.")
    assert [one.name for one in found] == ["Switch It Off"]


def test_a_petition_is_called_so() -> None:
    assert [(one.name, one.signatories) for one in campaigns("12,400 people have signed our petition.")] == [
        ("Petition", 12400)
    ]


DRIVE = """Parents have handed in a petition signed by 12,486 people demanding that ministers raise the age to 16.

The campaign, called Phones Down Please, was started by two mothers. They are demanding that makers ship plain handsets.

The coalition wants ministers to publish a timetable before the autumn. Ofcom wants platforms to reply by May."""


def test_what_a_campaign_asks_for_in_running_text_is_its_demands() -> None:
    found = {one.name: one.demands for one in campaigns(DRIVE)}
    assert found == {
        "Petition": ("ministers raise the age to 16",),
        "Phones Down Please": (
            "makers ship plain handsets",
            "ministers to publish a timetable before the autumn",
        ),
    }


def test_the_charitys_campaign_is_led_by_the_charity_named_before() -> None:
    text = (
        "The Marlow Centre helps families.\n\nMany have joined the charity's Break The Silence campaign, which wants"
        " every school to have a trained lead."
    )
    (found,) = campaigns(text)
    assert (found.name, found.lead, found.demands) == (
        "Break The Silence",
        "Marlow Centre",
        ("every school to have a trained lead",),
    )


def test_the_undersigned_are_counted_and_years_sign_nothing() -> None:
    (letter,) = campaigns("We, the undersigned 84 organisations, are writing to express our alarm.")
    assert (letter.kind, letter.signatories) == ("open letter", 84)
    assert not campaigns("But 16 coroners in 10 years have written to ministers about the same companies.")


def test_figures_of_one_sentence_have_the_platforms_of_their_own_clauses() -> None:
    text = (
        "One in four cases (26%) took place on Snapchat, 19% on Instagram and 9% on Discord.\n\n"
        "Of these, WhatsApp was used in 41 cases, while Meta-owned apps made up 50 cases.\n\n"
        "In 2024 police counted 700 crimes on Snapchat and Instagram, up from 300 in 2020."
    )
    platforms = {one.exact: one.platforms for one in extract(text, "en").statistics}
    assert platforms["26%"] == ("snapchat",)
    assert platforms["19%"] == ("instagram",)
    assert platforms["9%"] == ("discord",)
    assert platforms["41 cases"] == ("whatsapp",)
    assert platforms["50 cases"] == ("facebook", "instagram", "whatsapp")
    assert platforms["700 crimes"] == platforms["300"] == ("snapchat", "instagram")


def test_the_site_of_an_owner_is_one_site() -> None:
    text = "Nearly 88% of teens watch YouTube, spending 3 hours a day on the Google-owned site."
    assert {one.platforms for one in extract(text, "en").statistics} == {("youtube",)}

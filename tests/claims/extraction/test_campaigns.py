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

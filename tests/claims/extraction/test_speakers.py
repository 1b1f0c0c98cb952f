"""Speakers: who says a quotation, in which role and for whom, in English and elsewhere."""

import pytest

from claims.extraction import QuoteRecord, extract


def quotes(text: str, language: str, kind: str = "direct") -> list[QuoteRecord]:
    return [quote for quote in extract(text, language).quotes if quote.kind == kind]


def only(text: str, language: str = "en") -> QuoteRecord:
    found = quotes(text, language)
    assert len(found) == 1
    return found[0]


def name(quote: QuoteRecord) -> str | None:
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It has to change,” said Lena Ford.", "Lena Ford"),
        ("“It has to change,” Lena Ford told reporters on Monday.", "Lena Ford"),
        ("Lena Ford said: “It has to change at once.”", "Lena Ford"),
        ("Lena Ford, who lost her phone, warned, “It has to change at once.”", "Lena Ford"),
        ("According to Lena Ford, “It has to change at once, and soon.”", "Lena Ford"),
        ("Lena Ford came home late. “It has to change at once,” she said.", "Lena Ford"),
        ("“It has to change at once.” — Lena Ford", "Lena Ford"),
        ('"It has to change at once" - Lena Ford', "Lena Ford"),
        ("Lena Ford, whose brother Tom sat beside her, said: “It has to change at once.”", "Lena Ford"),
        ("Lena Ford replied: “When?”", "Lena Ford"),
    ],
)
def test_the_speaker_is_named_wherever_the_cue_stands(text: str, expected: str) -> None:
    assert name(only(text)) == expected


def test_a_surname_leads_to_the_full_name() -> None:
    text = "Lena Ford opened the meeting in Leeds.\n\n“It has to change,” Ms Ford said."
    assert name(only(text)) == "Lena Ford"


def test_role_and_organisation_before_the_name() -> None:
    quote = only("“It has to change,” said Internet Watch Foundation chief executive Dame Ruth Carver.")
    assert (name(quote), quote.organisation) == ("Dame Ruth Carver", "Internet Watch Foundation")
    assert quote.role == "chief executive"


def test_role_and_organisation_after_the_name() -> None:
    quote = only("Ruth Carver, Barnardo's Head of Online Safety, said: “It has to change this year.”")
    assert (name(quote), quote.role, quote.organisation) == (
        "Ruth Carver",
        "Head of Online Safety",
        "Barnardo's",
    )


def test_a_spokesperson_speaks_for_the_organisation() -> None:
    quote = only("“We remove such accounts,” a spokesperson for Pinterest said.")
    assert (name(quote), quote.organisation, quote.role) == ("Pinterest", "Pinterest", "spokesperson")


def test_the_charity_is_the_organisation_named_before() -> None:
    text = (
        "Childnet published its survey of schools on Monday.\n\n“Pupils are tired of it,” the charity said."
    )
    quote = only(text)
    assert quote.speaker is not None
    assert (quote.speaker.exact, quote.speaker.name, quote.organisation) == (
        "the charity",
        "Childnet",
        "Childnet",
    )


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("charity", "Childnet"), ("regulator", "Ofcom"), ("company", "Discord"), ("platform", "Discord")],
)
def test_a_noun_stands_for_the_body_of_its_kind(noun: str, expected: str) -> None:
    text = f"Childnet asked Discord about it and Ofcom listened.\n\n“Everybody has a part in it,” the {noun} said."
    assert name(only(text)) == expected


def test_a_pronoun_follows_a_name_that_no_model_knows() -> None:
    text = (
        "Adam Crowe, head of policy at Ofcom, spoke first.\n\n"
        "Zyra Quellwen, of Childnet, said firms were slow.\n\n“It has to change at once,” she told us."
    )
    quote = only(text)
    assert (name(quote), quote.organisation) == ("Zyra Quellwen", "Childnet")


def test_a_paragraph_that_goes_on_keeps_its_speaker() -> None:
    text = "Ruth Carver said: “The first paragraph is open.\n\n“The second one closes it.”"
    first, second = quotes(text, "en")
    assert (name(first), name(second)) == ("Ruth Carver", "Ruth Carver")
    assert second.continues


def test_what_a_company_says_after_its_first_words_is_still_the_companys() -> None:
    text = "“The letter was late,” Discord said.\n\n“We have written to everybody who asked us.”"
    assert [name(quote) for quote in quotes(text, "en")] == ["Discord", "Discord"]


def test_reported_speech_is_kept_apart() -> None:
    text = "Childnet warns that pupils see such pictures every day."
    assert quotes(text, "en") == []
    reported = quotes(text, "en", "reported")
    assert [(quote.exact, name(quote)) for quote in reported] == [
        ("pupils see such pictures every day", "Childnet")
    ]


def test_a_short_name_leads_to_who_was_introduced_in_indonesian() -> None:
    text = (
        "Kepala Dinas Sosial Kota Malang Rina Wati mengatakan, jumlah laporan naik. "
        "“Kami butuh relawan baru,” kata Rina. “Kantor kami penuh,” ujarnya."
    )
    first, second = quotes(text, "id")
    assert (name(first), first.role, first.organisation) == (
        "Rina Wati",
        "Kepala",
        "Dinas Sosial Kota Malang",
    )
    assert name(second) == "Rina Wati"
    assert first.speaker is not None
    assert first.speaker.introduced is not None
    assert text[slice(*first.speaker.introduced)] == "Rina Wati"


def test_the_cue_may_introduce_the_speaker_in_indonesian() -> None:
    quote = only("“Anak-anak harus aman,” kata Ketua KPAI Doni Setiawan di Jakarta.", "id")
    assert (name(quote), quote.role) == ("Doni Setiawan", "Ketua")
    assert quote.organisation == "Komisi Perlindungan Anak Indonesia"


def test_a_rank_and_a_short_name_stand_for_the_officer() -> None:
    text = (
        "Komandan Distrik Militer Letnan Kolonel Candra Putra yang dihubungi membenarkan hal itu. "
        "“Kami menjaga gudang,” tutur Letkol Candra."
    )
    assert name(only(text, "id")) == "Letnan Kolonel Candra Putra"


def test_a_spokesperson_in_indonesian_speaks_for_the_organisation() -> None:
    quote = only("Juru bicara TikTok menyatakan, “Kami menghapus akun itu kemarin.”", "id")
    assert (name(quote), quote.organisation) == ("TikTok", "TikTok")


@pytest.mark.parametrize(
    ("language", "text", "speaker", "organisation"),
    [
        (
            "es",
            "«Hay que actuar», dijo Marta Gil, directora de la Fundación ANAR.",
            "Marta Gil",
            "Fundación ANAR",
        ),
        ("fr", "« Il faut agir », a déclaré Anne Petit, présidente d’e-Enfance.", "Anne Petit", "e-Enfance"),
        ("de", "„Wir müssen handeln“, sagte Anna Kunz, Sprecherin von Discord.", "Anna Kunz", "Discord"),
        ("de", "„Wir müssen“, so BKA-Präsident Jan Kunz, „jetzt handeln.“", "Jan Kunz", "Bundeskriminalamt"),
        (
            "pt",
            "“É preciso agir”, disse Rui Alves, diretor da SaferNet Brasil.",
            "Rui Alves",
            "SaferNet Brasil",
        ),
        (
            "it",
            "«Bisogna agire», ha detto Lia Serra, presidente di Telefono Azzurro.",
            "Lia Serra",
            "Telefono Azzurro",
        ),
        (
            "nl",
            "“Er moet iets gebeuren”, zei Jan de Boer, directeur van Offlimits.",
            "Jan de Boer",
            "Offlimits",
        ),
    ],
)
def test_speakers_in_other_languages(language: str, text: str, speaker: str, organisation: str) -> None:
    quote = only(text, language)
    assert (name(quote), quote.organisation) == (speaker, organisation)


def test_an_unnamed_survivor_is_anonymous_and_sensitive_and_not_pointed_at() -> None:
    text = "A woman who was groomed on Kik when she was 12 wrote to us.\n\n“I want them to answer,” she said."
    quote = only(text)
    assert quote.speaker is None
    assert quote.anonymous
    assert quote.sensitive
    assert quote.sensitive_reason is not None
    assert "groomed" in quote.sensitive_reason
    assert "child of 12" in quote.sensitive_reason


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“They sent my daughter pictures and then abused her trust,” a mother from Hull said."),
        ("en", "“I was groomed for two years and nobody noticed,” Kim Hart told the court."),
        ("id", "Seorang ibu asal Bekasi mengatakan, “Anak saya dilecehkan lewat aplikasi itu.”"),
        ("de", "Die Polizei half. Eine Mutter aus Köln erzählte: „Mein Sohn wurde im Chat missbraucht.“"),
        ("es", "Una madre contó: «Mi hija sufrió abuso en esa red y nadie respondió»."),
    ],
)
def test_testimony_is_marked_with_a_reason(language: str, text: str) -> None:
    quote = only(text, language)
    assert quote.sensitive
    assert quote.sensitive_reason


@pytest.mark.parametrize(
    "text",
    [
        "“On our services we have zero tolerance for child abuse,” Discord said.",
        "“I am proud of the work on child abuse cases,” said Ofcom director Jo Marsh.",
        "“The figures are worse than last year,” said Lena Ford.",
    ],
)
def test_officials_and_companies_are_not_testimony(text: str) -> None:
    quote = only(text)
    assert not quote.sensitive
    assert quote.sensitive_reason is None


def test_an_unnamed_source_is_anonymous_and_not_sensitive() -> None:
    quote = only("“Nobody read the letter,” a former official said.")
    assert quote.anonymous
    assert not quote.sensitive


def test_platforms_of_a_quotation_follow_its_sentence_then_its_paragraph() -> None:
    first, second = quotes(
        "“Snapchat has to act,” said Lena Ford.\n\nReddit was asked, too. “It never answers,” Lena Ford added.",
        "en",
    )
    assert (first.platforms, first.platform_rule) == (("snapchat",), "named in the sentence")
    assert (second.platforms, second.platform_rule) == (("reddit",), "carried from the paragraph")


def test_an_office_of_the_centre_belongs_to_the_body_of_that_name() -> None:
    text = (
        "The Calder Centre for Quiet Streets wrote to Ofcom and Snapchat. “Nobody looks up any more,” said Ada Pilot, "
        "the centre's deputy director."
    )
    assert only(text).organisation == "Calder Centre for Quiet Streets"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "“Kami menghitung setiap malam,” kata Deputi Perlindungan Khusus Anak, Wirana, di Solara.",
            "Wirana",
        ),
        (
            "“Kami menghitung setiap malam,” kata Kepala Balai Anak, Wirana Sujaya, Senin (6/3).",
            "Wirana Sujaya",
        ),
    ],
)
def test_a_name_beside_an_office_is_the_speaker_and_no_child(text: str, speaker: str) -> None:
    quote = only(text, "id")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.sensitive) == (speaker, False)


def test_a_day_or_place_after_an_office_is_no_speaker() -> None:
    quote = only(
        "“Kami menghitung setiap malam,” kata Kepala Balai dari kantor di Solara, Jawa Baru, Senin.", "id"
    )
    assert quote.speaker is None or quote.speaker.name != "Jawa Baru"


@pytest.mark.parametrize(
    ("language", "text", "speaker", "body"),
    [
        ("nl", "„Niets brandt”, zegt directeur Joris Molen van Offlimits.", "Joris Molen", "Offlimits"),
        ("es", "«No hay farolas», dijo la directora Marta Riba de ANAR.", "Marta Riba", "ANAR"),
        (
            "it",
            "«Niente luce», ha detto la presidente Lia Moro di Save the Children.",
            "Lia Moro",
            "Save the Children",
        ),
    ],
)
def test_an_office_a_name_and_whose_office_it_is(language: str, text: str, speaker: str, body: str) -> None:
    quote = only(text, language)
    assert (name(quote), quote.organisation) == (speaker, body)


def test_a_role_ends_at_the_quotation() -> None:
    found = quotes(
        "“We can’t wait,” Chief Inspector Kay Farr told the Courier. She added that wardens made 800 rounds.",
        "en",
    )
    assert {quote.role for quote in found} == {"Chief Inspector"}


@pytest.mark.parametrize(
    ("language", "text", "speaker", "organisation"),
    [
        (
            "es",
            "La Fundación Lago Azul lo dijo ayer. «Nos faltan manos», dijo su directora, Inés Prado.",
            "Inés Prado",
            "Fundación Lago Azul",
        ),
        (
            "fr",
            "L'association Lac Bleu a réagi. « Il faut agir », a déclaré sa présidente, Claire Morel.",
            "Claire Morel",
            "Lac Bleu",
        ),
        (
            "fr",
            "L'association Lac Bleu a réagi. « Il faut agir », juge le président de l'association, Hugo Blanc.",
            "Hugo Blanc",
            "Lac Bleu",
        ),
        (
            "de",
            "Der Verein Seeblick warnt. „Das reicht nicht“, sagte seine Geschäftsführerin Anna Vogt.",
            "Anna Vogt",
            "Verein Seeblick",
        ),
        (
            "it",
            "La Fondazione Lago Blu ha scritto ieri. «Non basta», ha detto la sua presidente, Anna Ferri.",
            "Anna Ferri",
            "Fondazione Lago Blu",
        ),
        (
            "nl",
            'Stichting Blauw Meer schreef gisteren. "Dit kan niet", zei haar directeur, Petra Smit.',
            "Petra Smit",
            "Stichting Blauw Meer",
        ),
        (
            "pt",
            'A Associação Lago Azul reagiu. "Não dá mais", acrescentou o seu porta-voz.',
            "Associação Lago Azul",
            "Associação Lago Azul",
        ),
        (
            "es",
            "Meta defendió sus filtros. «Invertimos más», señaló su portavoz a El Diario del Norte.",
            "Meta",
            "Meta",
        ),
    ],
)
def test_an_office_with_a_possessive_is_of_the_body_named_last(
    language: str, text: str, speaker: str, organisation: str
) -> None:
    quote = only(text, language)
    assert (name(quote), quote.organisation) == (speaker, organisation)

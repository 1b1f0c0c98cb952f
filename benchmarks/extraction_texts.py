"""Made-up articles for measuring speed: some of 400 words that are thick with figures, quotations, names and dates, in
fourteen languages, and the invented articles of the demo and of the tests of comparison, which go as news goes.

A character of Chinese or Japanese counts as half a word, a word of Korean as one and a half.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "sources" / "demo" / "articles", ROOT / "tests" / "sources" / "comparison" / "corpus")

PARAGRAPHS = {
    "en": (
        "The Harbour Line counted {n} reports of grooming in {y}, up {p} per cent on the year before. "
        "“Nobody should have to wait {p} days for an answer,” said Lena Ford, head of policy at the charity. "
        "One in five children aged 11 to 16 had been asked for a picture, according to its survey of 2,{n} pupils. "
        "A spokesperson for Orbvane said that more than 1.{p} million accounts were closed in the last six months. "
    ),
    "id": (
        "Lembaga Pelita Kanal mencatat {n} laporan pada {y}, naik {p} persen dari tahun sebelumnya. "
        "“Tidak ada yang boleh menunggu {p} hari,” kata Ketua Pelita Kanal Doni Setiawan. "
        "Satu dari lima anak berusia 11 sampai 16 tahun pernah dimintai foto, menurut survei terhadap 2.{n} siswa. "
        "Juru bicara Orbvane mengatakan lebih dari 1,{p} juta akun ditutup dalam enam bulan terakhir. "
    ),
    "es": (
        "La Línea del Puerto contó {n} denuncias en {y}, un {p} por ciento más que el año anterior. "
        "«Nadie debe esperar {p} días», dijo Marta Gil, directora de la Fundación Faro. "
        "Uno de cada cinco niños de 11 a 16 años recibió una petición de fotos, según una encuesta a 2.{n} alumnos. "
        "Un portavoz de Orbvane dijo que se cerraron más de 1,{p} millones de cuentas en los últimos seis meses. "
    ),
    "fr": (
        "La Ligne du Port a compté {n} signalements en {y}, soit {p} % de plus que l’année précédente. "
        "« Personne ne devrait attendre {p} jours », a déclaré Marie Vidal, directrice de la Fondation Phare. "
        "Un enfant sur cinq de 11 à 16 ans a reçu une demande de photo, selon une enquête auprès de 2 {n} élèves. "
        "Un porte-parole d’Orbvane a dit que plus de 1,{p} million de comptes ont été fermés en six mois. "
    ),
    "de": (
        "Die Hafenlinie zählte {y} {n} Meldungen, {p} Prozent mehr als im Jahr zuvor. "
        "„Niemand sollte {p} Tage warten müssen“, sagte Lena Vogt, Leiterin der Stiftung Lotsenlicht. "
        "Jedes fünfte Kind zwischen 11 und 16 Jahren wurde nach Bildern gefragt, so eine Umfrage unter 2.{n} Schülern. "
        "Ein Sprecher von Orbvane sagte, mehr als 1,{p} Millionen Konten seien in sechs Monaten geschlossen worden. "
    ),
    "pt": (
        "A Linha do Porto contou {n} denúncias em {y}, {p} por cento a mais do que no ano anterior. "
        "“Ninguém deveria esperar {p} dias”, disse Marta Reis, diretora da Fundação Farol. "
        "Uma em cada cinco crianças de 11 a 16 anos recebeu um pedido de fotos, segundo pesquisa com 2.{n} alunos. "
        "Um porta-voz da Orbvane disse que mais de 1,{p} milhão de contas foram fechadas em seis meses. "
    ),
    "it": (
        "La Linea del Porto ha contato {n} segnalazioni nel {y}, il {p} per cento in più dell’anno prima. "
        "«Nessuno dovrebbe aspettare {p} giorni», ha detto Marta Conti, direttrice della Fondazione Faro. "
        "Un bambino su cinque tra 11 e 16 anni ha ricevuto una richiesta di foto, secondo un’indagine su 2.{n} alunni. "
        "Un portavoce di Orbvane ha detto che più di 1,{p} milioni di account sono stati chiusi in sei mesi. "
    ),
    "nl": (
        "De Havenlijn telde {n} meldingen in {y}, {p} procent meer dan het jaar ervoor. "
        "“Niemand zou {p} dagen moeten wachten”, zei Marta de Wit, directeur van Stichting Vuurtoren. "
        "Een op de vijf kinderen van 11 tot 16 jaar kreeg een verzoek om foto’s, volgens een enquête onder 2.{n} leerlingen. "
        "Een woordvoerder van Orbvane zei dat meer dan 1,{p} miljoen accounts in zes maanden zijn gesloten. "
    ),
    "ar": (
        "أحصى خط الميناء {n} بلاغا في عام {y} بزيادة {p} في المئة عن العام السابق. "
        "وقالت مديرة المؤسسة ليلى منصور: «لا ينبغي لأحد أن ينتظر {p} يوما». "
        "وتلقى واحد من كل خمسة أطفال طلب صورة، بحسب استطلاع شمل 2{n} تلميذا. "
    ),
    "hi": (
        "हार्बर लाइन ने {y} में {n} शिकायतें गिनीं, जो पिछले साल से {p} प्रतिशत अधिक हैं। "
        "संस्था की निदेशक लीना ने कहा, “किसी को {p} दिन इंतज़ार नहीं करना चाहिए।” "
        "2{n} छात्रों के सर्वेक्षण के अनुसार पाँच में से एक बच्चे से तस्वीर माँगी गई। "
    ),
    "zh": (
        "港湾热线在{y}年统计了{n}起举报，比上一年增加{p}%。"
        "“谁都不应该等{p}天，”该机构负责人林华说。"
        "对2{n}名学生的调查显示，五分之一的儿童曾被索要照片。超过一百二十万个账号被关闭。"
    ),
    "ja": (
        "ハーバーラインは{y}年に{n}件の通報を数え、前年より{p}%増えた。"
        "「誰も{p}日も待つべきではない」と代表の林さんは話した。"
        "2{n}人の生徒への調査では、五分の一の子どもが写真を求められた。百二十万以上のアカウントが閉鎖された。"
    ),
    "ko": (
        "하버라인은 {y}년에 신고 {n}건을 집계했으며 이는 전년보다 {p}% 늘어난 것이다. "
        "“누구도 {p}일을 기다려서는 안 된다”고 이 단체의 김민지 대표는 말했다. "
        "학생 2{n}명을 조사한 결과 어린이 다섯 명 중 한 명이 사진을 요구받았다. "
    ),
    "pl": (
        "Linia Portowa zliczyła {n} zgłoszeń w {y} roku, o {p} procent więcej niż rok wcześniej. "
        "„Nikt nie powinien czekać {p} dni”, powiedziała dyrektorka fundacji. "
        "Ponad 1,{p} mln kont zamknięto w ciągu sześciu miesięcy. "
    ),
}
"""Two to four sentences a language; Polish stands for the languages that have no file."""


def words(text: str, language: str) -> float:
    """The length in words, as the figures of speed count it."""
    if language in ("zh", "ja"):
        return len(text) / 2
    return len(text.split()) * (1.5 if language == "ko" else 1)


def article(language: str, number: int) -> str:
    """An article of about 400 words; ``number`` changes its figures, so that no two are the same."""
    parts: list[str] = []
    length, turn = 0.0, number * 31
    while length < 400:
        part = PARAGRAPHS[language].format(n=130 + turn % 800, y=2012 + turn % 12, p=3 + turn % 86)
        parts.append(part.strip() + ("\n\n" if turn % 3 else " "))
        length += words(part, language)
        turn += 7
    return "".join(parts)


def invented(language: str) -> list[str]:
    """The articles that were written for the demo and for the tests of comparison, in one language."""
    found = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    return [path.read_text(encoding="utf-8") for path in found if path.stem[-2:] == language]

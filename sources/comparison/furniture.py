"""Sentences that belong to the website, not to the article: cookie notices, footers, calls to subscribe.

Left out of comparing, so that two pages with the same footer are not alike. Cleaning an article's text is the
business of reading.
"""

import re

# Each pattern needs a phrase that news text itself hardly uses; single words such as "cookie" would not do.
_PHRASES = re.compile(
    r"(?i)(?:"
    r"\b(?:we|our partners|this (?:web)?site|our (?:web)?site)\b[^.]{0,60}\b(?:use|uses|store)\b[^.]{0,30}\bcookies\b"
    r"|\b(?:accept|reject|manage|allow)\b (?:all |your |essential |optional )*cookies"
    r"|cookie (?:policy|settings|preferences|notice|consent|banner)"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti (?:sono )?riservati|hak cipta (?:dilindungi|©)|все права защищены"
    r"|privacy (?:policy|notice|settings)\b.{0,80}(?:terms|cookies|contact)|terms (?:of (?:use|service)|and conditions)\b"
    r"|sign up (?:for|to) (?:our|the|this)\b[^.]{0,40}\b(?:newsletter|e-?mails?|alerts?|briefing)"
    r"|subscribe (?:to|for) (?:our|the|this)\b[^.]{0,40}\b(?:newsletter|channel|e-?mails?|podcast)"
    r"|(?:abonnieren sie|suscríbete|assine|inscrivez-vous)\b[^.]{0,40}\bnewsletter"
    r"|©\s?(?:copyright\s)?\d{4}|copyright (?:©|\(c\)|\d{4})"
    r"|(?:wir|diese (?:web)?seite) (?:verwende[nt]|nutz(?:en|t))[^.]{0,30}cookies"
    r"|(?:nous utilisons|ce site utilise)[^.]{0,30}cookies|(?:utilizamos|este sitio (?:web )?utiliza)[^.]{0,30}cookies"
    r"|(?:situs (?:web )?ini|kami) menggunakan[^.]{0,20}cookie|мы используем[^.]{0,20}(?:cookie|куки)"
    r"|click here to (?:subscribe|read more|sign up)|follow us on (?:facebook|twitter|instagram|x)\b"
    r"|share (?:this|on) (?:article|story|facebook|twitter|whatsapp)|javascript (?:is )?(?:disabled|required)"
    r"|you can (?:change|withdraw|update) your (?:consent|preferences|choices|settings)"
    r"|(?:consent to|opt out of) the (?:use|sale|sharing) of"
    r")"
)


# The same notices in other languages: a cookie word beside "this site", "our partners" or a word of consent.
_COOKIE = r"(?:cookies?|куки|çerez\w*|vidakuzi|kuki|क[ुू]क[िी]\w*|คุกกี้|クッキー|쿠키|ملفات تعريف الارتباط|الكوكيز|cookie-\w+)"
_NOTICE = (
    r"(?:\b(?:este|o nosso|nuestro|ce|notre|diese|unsere|questo|il nostro|deze|onze|ta) (?:sitio |internet |web-?)?"
    r"(?:web|site|website|webseite|sito|sitio|strona)\b|\bbu (?:internet |web )?site\w*|trang (?:web )?này"
    r"|tovuti (?:hii|yetu)|laman (?:web )?(?:ini|kami)|situs (?:web )?(?:ini|kami)|(?:website|site) na ito|aming website"
    r"|(?:этот|наш|на этом) сайт\w*|пользоваться сайтом|इस वेबसाइट|यह वेबसाइट|हमारी वेबसाइट|เว็บไซต์นี้|เว็บไซต์ของเรา"
    r"|本网站|本網站|本站|我们的网站|当サイト|本サイト|이 사이트|본 사이트|당사|هذا الموقع|موقعنا"
    r"|\b(?:nous|wir|nós|nosotros) et nos partenaires|wir und unsere partner|nos partenaires|nossos parceiros|nuestros socios"
    r"|\b(?:accepte[rz]|acceptez|aceita[rm]?|aceptar?|akzeptieren|accetta(?:re)?|accepteren|zaakceptuj|kabul|terima"
    r"|tanggapin|kubali|consente[zm]|consentez|aceite)\b|einstellungen|preferências|preferencias|préférences|ayarlar"
    r"|đồng ý|chấp nhận|cài đặt|ยอมรับ|การตั้งค่า|स्वीकार|सहमत|соглаша|принять|принима|настройк"
    r"|接受|同意|设置|設定|受け入れ|동의|설정|أوافق|قبول|الإعدادات)"
)
_RIGHTS = (
    r"tüm hakları saklıdır|bản quyền thuộc|สงวนลิขสิทธิ์|सर्वाधिकार सुरक्षित|haki zote zimehifadhiwa|hak cipta terpelihara"
    r"|lahat ng karapatan ay nakalaan|版权所有|版權所有|無断転載|無断複写|무단 ?전재|저작권자|جميع الحقوق محفوظة"
    r"|wszelkie prawa zastrzeżone|alle rechten voorbehouden|mọi quyền được bảo lưu"
)
_LETTER = (
    r"(?:subscreva|assine|inscreva-se|suscr[ií]b\w+|inscrivez-vous|abonnez-vous|abonnieren|iscriviti|langgan\w*|berlangganan"
    r"|mag-?subscribe|abone ol\w*|đăng ký|สมัครรับ|सदस्यता|सब्सक्राइब|jiandikishe|подпи[шс]\w+|订阅|訂閱|登録|구독|اشترك)"
)
_LETTERS = (
    r"(?:newsletter|boletín|boletim|bulletin|bülten\w*|bản tin|จดหมายข่าว|न्यूज़?लेटर|jarida|surat berita|buletin|рассылк\w+"
    r"|新闻简报|电子报|通讯|ニュースレター|メルマガ|뉴스레터|نشرتنا|النشرة)"
)
_CHANGE = (
    r"(?:modifier vos (?:choix|préférences)|alterar as suas preferências|cambiar sus preferencias|ihre einwilligung jederzeit"
    r"|изменить (?:свои )?настройки)"
)
_ABROAD = re.compile(
    f"(?i){_COOKIE}.*{_NOTICE}|{_NOTICE}.*{_COOKIE}|{_RIGHTS}|{_LETTER}.{{0,40}}{_LETTERS}|{_LETTERS}.{{0,20}}{_LETTER}|{_CHANGE}"
)
# News tells of cookies and newsletters in longer sentences than pages do.
LONGEST_ABROAD = 160

# No phrase matches without one of these; looking for them first is several times faster than the pattern.
_HINTS = (
    *(
        "cookie",
        "куки",
        "right",
        "recht",
        "droit",
        "derech",
        "direit",
        "diritt",
        "hak cipta",
        "права",
        "privacy",
        "terms",
    ),
    *(
        "sign up",
        "subscribe",
        "newsletter",
        "©",
        "copyright",
        "click",
        "follow us",
        "share",
        "javascript",
        "you can",
    ),
    *("consent", "opt out"),
)
_HINTS_ABROAD = (
    *(
        "cookie",
        "куки",
        "çerez",
        "vidakuzi",
        "kuki",
        "कुकी",
        "คุกกี้",
        "クッキー",
        "쿠키",
        "ملفات تعريف",
        "الكوكيز",
    ),
    *(
        "hakları",
        "bản quyền",
        "bảo lưu",
        "สงวนลิขสิทธิ์",
        "सर्वाधिकार",
        "haki zote",
        "hak cipta",
        "karapatan",
        "版权",
        "版權",
    ),
    *(
        "無断",
        "무단",
        "저작권",
        "الحقوق",
        "prawa zast",
        "rechten voor",
        "newsletter",
        "boletín",
        "boletim",
        "bülten",
        "bản tin",
    ),
    *(
        "จดหมายข่าว",
        "लेटर",
        "jarida",
        "surat berita",
        "buletin",
        "рассылк",
        "新闻简报",
        "电子报",
        "ニュースレター",
        "メルマガ",
    ),
    *(
        "뉴스레터",
        "نشرتنا",
        "النشرة",
        "bulletin",
        "modifier vos",
        "preferências",
        "preferencias",
        "einwilligung",
        "настройки",
    ),
)


def is_furniture(sentence: str) -> bool:
    """Whether a sentence belongs to the page around the article. Long sentences never do."""
    if len(sentence) > 400:
        return False
    lowered = sentence.lower()
    if any(hint in lowered for hint in _HINTS) and _PHRASES.search(sentence):
        return True
    if len(sentence) > LONGEST_ABROAD or not any(hint in lowered for hint in _HINTS_ABROAD):
        return False
    return _ABROAD.search(lowered) is not None

"""One monthly police report in twelve languages, filled with other figures each month: never the same article.

Filled with the same figures, two languages are translations of each other. Invented places, people and figures.
"""

import random

MONTHS = {
    "en": ["January", "March", "June", "September"],
    "fr": ["janvier", "mars", "juin", "septembre"],
    "pt": ["janeiro", "março", "junho", "setembro"],
    "ru": ["январе", "марте", "июне", "сентябре"],
    "tr": ["ocak", "mart", "haziran", "eylül"],
    "ms": ["Januari", "Mac", "Jun", "September"],
    "tl": ["Enero", "Marso", "Hunyo", "Setyembre"],
    "vi": ["tháng 1", "tháng 3", "tháng 6", "tháng 9"],
    "th": ["มกราคม", "มีนาคม", "มิถุนายน", "กันยายน"],
    "sw": ["Januari", "Machi", "Juni", "Septemba"],
    "hi": ["जनवरी", "मार्च", "जून", "सितंबर"],
    "zh": ["1月", "3月", "6月", "9月"],
}
POINT = {
    "fr": " ",
    "pt": ".",
    "ru": " ",
    "tr": ".",
    "vi": ".",
}  # what parts thousands; a comma in the other languages

REPORTS = {
    "en": """\
Police in Calder recorded {0} crimes in {month}, the figures published on Monday show.
There were {1} burglaries, and {2} bicycles were reported stolen.
Officers dealt with {3} cases of criminal damage and {4} thefts from shops.
The number of assaults was {5}, and {6} people were arrested.
Commander Ottoline Brask said that her officers had answered {7} emergency calls.
The force will hire {8} more officers before the end of the year.""",
    "fr": """\
La police de Calder a enregistré {0} infractions en {month}, selon les chiffres publiés lundi.
Il y a eu {1} cambriolages, et {2} vélos ont été déclarés volés.
Les agents ont traité {3} cas de dégradations et {4} vols dans les magasins.
Le nombre d'agressions s'est élevé à {5}, et {6} personnes ont été arrêtées.
La commandante Ottoline Brask a déclaré que ses agents avaient répondu à {7} appels d'urgence.
La police recrutera {8} agents supplémentaires avant la fin de l'année.""",
    "pt": """\
A polícia de Calder registou {0} crimes em {month}, mostram os números publicados na segunda-feira.
Houve {1} assaltos a residências, e {2} bicicletas foram dadas como roubadas.
Os agentes trataram de {3} casos de danos e de {4} furtos em lojas.
O número de agressões foi de {5}, e {6} pessoas foram detidas.
A comandante Ottoline Brask disse que os seus agentes atenderam {7} chamadas de emergência.
A polícia vai contratar mais {8} agentes antes do fim do ano.""",
    "ru": """\
Полиция Калдера зарегистрировала в {month} {0} преступлений, следует из данных, опубликованных в понедельник.
Произошло {1} квартирных краж, и {2} велосипедов были заявлены как похищенные.
Сотрудники занимались {3} случаями порчи имущества и {4} кражами из магазинов.
Число нападений составило {5}, было задержано {6} человек.
Начальник полиции Оттолина Браск сообщила, что её сотрудники ответили на {7} экстренных вызовов.
До конца года полиция наймёт ещё {8} сотрудников.""",
    "tr": """\
Pazartesi günü yayımlanan rakamlara göre Calder polisi {month} ayında {0} suç kaydetti.
{1} eve hırsız girdi ve {2} bisikletin çalındığı bildirildi.
Memurlar {3} mala zarar verme olayı ve {4} mağaza hırsızlığıyla ilgilendi.
Saldırıların sayısı {5} oldu ve {6} kişi gözaltına alındı.
Komutan Ottoline Brask, memurlarının {7} acil çağrıya yanıt verdiğini söyledi.
Emniyet yıl sonundan önce {8} memur daha işe alacak.""",
    "ms": """\
Polis di Calder merekodkan {0} jenayah pada bulan {month}, menurut angka yang diterbitkan pada hari Isnin.
Terdapat {1} kes pecah rumah, dan {2} basikal dilaporkan dicuri.
Pegawai mengendalikan {3} kes kerosakan harta benda dan {4} kecurian di kedai.
Bilangan serangan ialah {5}, dan {6} orang telah ditangkap.
Komander Ottoline Brask berkata pegawainya telah menjawab {7} panggilan kecemasan.
Pasukan polis akan mengambil {8} lagi pegawai sebelum akhir tahun.""",
    "tl": """\
Nakapagtala ang pulisya ng Calder ng {0} krimen noong {month}, ayon sa mga bilang na inilathala noong Lunes.
May {1} kaso ng panloloob sa bahay, at {2} bisikleta ang iniulat na ninakaw.
Hinarap ng mga pulis ang {3} kaso ng paninira ng ari-arian at {4} pagnanakaw sa mga tindahan.
Umabot sa {5} ang bilang ng pananakit, at {6} katao ang inaresto.
Sinabi ni Komandante Ottoline Brask na sinagot ng kanyang mga tauhan ang {7} tawag na pang-emerhensiya.
Kukuha ang pulisya ng {8} pang tauhan bago matapos ang taon.""",
    "vi": """\
Cảnh sát Calder ghi nhận {0} vụ phạm tội trong {month}, theo số liệu được công bố hôm thứ Hai.
Có {1} vụ đột nhập nhà ở, và {2} chiếc xe đạp được báo mất cắp.
Các sĩ quan đã xử lý {3} vụ phá hoại tài sản và {4} vụ trộm trong cửa hàng.
Số vụ hành hung là {5}, và {6} người đã bị bắt.
Chỉ huy Ottoline Brask cho biết các sĩ quan của bà đã trả lời {7} cuộc gọi khẩn cấp.
Lực lượng cảnh sát sẽ tuyển thêm {8} sĩ quan trước cuối năm.""",
    "th": """\
ตำรวจเมืองคาลเดอร์บันทึกคดีอาชญากรรม {0} คดีในเดือน{month} ตามตัวเลขที่เผยแพร่เมื่อวันจันทร์
มีการงัดแงะบ้าน {1} ครั้ง และมีการแจ้งจักรยานหาย {2} คัน
เจ้าหน้าที่จัดการคดีทำลายทรัพย์สิน {3} คดี และการขโมยของในร้านค้า {4} คดี
จำนวนการทำร้ายร่างกายอยู่ที่ {5} ครั้ง และมีผู้ถูกจับกุม {6} คน
ผู้บัญชาการ อ็อตโตลีน บราสก์ กล่าวว่าเจ้าหน้าที่ของเธอรับสายฉุกเฉิน {7} สาย
สำนักงานตำรวจจะรับเจ้าหน้าที่เพิ่มอีก {8} คนก่อนสิ้นปี""",
    "sw": """\
Polisi wa Calder walirekodi uhalifu {0} mwezi {month}, kwa mujibu wa takwimu zilizochapishwa Jumatatu.
Kulikuwa na matukio {1} ya uvunjaji wa nyumba, na baiskeli {2} ziliripotiwa kuibwa.
Maafisa walishughulikia kesi {3} za uharibifu wa mali na wizi {4} madukani.
Idadi ya mashambulizi ilikuwa {5}, na watu {6} walikamatwa.
Kamanda Ottoline Brask alisema kuwa maafisa wake walijibu simu {7} za dharura.
Jeshi la polisi litaajiri maafisa {8} zaidi kabla ya mwisho wa mwaka.""",
    "hi": """\
सोमवार को प्रकाशित आंकड़ों के अनुसार काल्डर पुलिस ने {month} में {0} अपराध दर्ज किए।
घरों में सेंधमारी की {1} घटनाएं हुईं और {2} साइकिलों की चोरी की सूचना मिली।
अधिकारियों ने संपत्ति को नुकसान पहुंचाने के {3} और दुकानों से चोरी के {4} मामले निपटाए।
हमलों की संख्या {5} रही और {6} लोगों को गिरफ्तार किया गया।
कमांडर ओटोलिन ब्रास्क ने कहा कि उनके अधिकारियों ने {7} आपातकालीन कॉलों का जवाब दिया।
पुलिस साल के अंत से पहले {8} और अधिकारियों की भर्ती करेगी।""",
    "zh": """\
周一公布的数据显示，卡尔德警方在{month}记录了{0}起犯罪案件。
其中入室盗窃{1}起，有{2}辆自行车被报失窃。
警员处理了{3}起损毁财物案件和{4}起商店盗窃案。
袭击案件的数量为{5}起，有{6}人被捕。
指挥官奥托琳·布拉斯克说，她的警员接听了{7}个紧急电话。
警方将在年底前再招聘{8}名警员。""",
}


def report(language: str, issue: int) -> str:
    """One month's report; another issue has other figures, another language with the same issue the same ones."""
    chance = random.Random(f"report {issue}")
    values = [
        chance.randint(1_100, 9_800),
        *(chance.randint(35, 980) for _ in range(6)),
        chance.randint(1_200, 30_000),
    ]
    values.append(chance.randint(11, 95))
    mark = POINT.get(language, ",")
    written = [f"{value:,}".replace(",", mark) for value in values]
    month = MONTHS[language][issue % 4]
    return REPORTS[language].format(*written, month=month)

"""Articles written for these tests: invented places, people and figures, so that nothing here is anyone's news."""

# ruff: noqa: E501  (one sentence a line)

HELPLINE = """\
Calls to the Harbour Line, a helpline for children in the port city of Calder, rose by 37 per cent last year.
The charity answered 18,420 calls and messages, against 13,445 in the year before.
Six in ten of the callers said that a stranger had first written to them in a game or a chat application.
"Children tell us that they blame themselves, and they wait for months before they talk to anybody," said Ottoline Brask, who directs the helpline.
She wants the platforms to answer reports within 24 hours instead of the nine days that they took on average.
The youngest caller was seven years old.
The helpline has 52 volunteers who work in three shifts, and it turned away one call in eight because nobody was free.
The city council granted 640,000 crowns in March, enough to train 20 more volunteers.
Councillor Emeric Dune, who voted against the grant, said that the companies and not the taxpayers should pay.
A spokeswoman for the game company Lumenfield said that it had removed 2,300 accounts in Calder and was working with the police.
The helpline will publish its next report in October."""

HELPLINE_REWRITTEN = """\
A children's helpline in Calder had to deal with far more calls last year.
Harbour Line took 18,420 calls and messages in the port city, up 37 per cent from 13,445 a year earlier.
About 60 per cent of those who rang said the first contact by an unknown person happened in a chat application or inside a game.
According to its director, Ottoline Brask, children blame themselves and keep silent for months before telling someone.
Platforms needed nine days on average to respond to a report, and Brask asks that they do it in 24 hours.
One caller was only seven.
With 52 volunteers in three shifts, the service could not take every eighth call because no one was available.
In March the council gave 640,000 crowns, which pays for the training of another 20 volunteers.
Emeric Dune, a councillor who opposed the money, argued that it is for the companies to pay and not for the taxpayer.
Lumenfield, which makes games, says through a spokeswoman that it works with police and has closed 2,300 accounts in the city.
A new report is due in October."""

# Another report of the same press conference: other words, other choice of facts.
HELPLINE_OTHER_REPORT = """\
The mayor of Calder stood beside two schoolgirls on Tuesday and listened to a room fall silent.
The girls, both twelve, had come to the launch of the yearly figures of Harbour Line to read out letters from other children.
"I thought it was my fault," one of the letters began.
Behind the scenes there is trouble over money, several people at the event told this newspaper.
The grant from the council is to end after one year, and the charity's lease on its rooms at Weir Street runs out in the summer.
Ottoline Brask, the director, would not say whether the helpline can go on in its present form.
Parents in the audience asked why schools hear so little from the service.
A teacher from the Northgate district said her pupils had never seen a poster with the number.
The council's opposition wants a debate about it at the next sitting.
The launch closed with music by the harbour choir."""

HELPLINE_FOLLOW_UP = """\
The council of Calder will pay for the children's helpline for three more years.
It voted on Thursday by 31 to 12 to give Harbour Line two million crowns in all, after a debate of five hours.
The helpline had asked for help in the spring, when it reported many more calls.
"Children tell us that they blame themselves, and they wait for months before they talk to anybody," its director, Ottoline Brask, said then.
The new money comes from a levy on parking in the old town, which shopkeepers dislike.
Their association has announced that it will go to court against the levy.
The finance committee expects that the levy brings in 900,000 crowns a year.
Part of the sum is meant for a second office at the Northgate station, which opens in the new year.
The council also asked the national government for a law under which platforms share the costs.
The minister responsible has promised to look at it and to answer before the holidays."""

SCHOOL_PHONES = """\
Secondary schools in the Marrow Valley will collect telephones at the gate from September on.
The regional board decided so after a trial at four schools with 2,760 pupils, which ran for eleven weeks.
Teachers counted 41 incidents of bullying in the classroom during the trial, compared with 118 in the same weeks a year ago.
Pupils themselves were of two minds: 48 per cent liked the calmer breaks, 39 per cent missed their friends in other classes.
"We had more noise in the corridors, and that was a good sign," said headteacher Pascaline Orth of the Mill Road school.
Parents may reach their children through the school office, which has taken on two more clerks.
The board pays 85,000 crowns for lockers and pouches.
An association of pupils has collected 1,900 signatures against the rule and asks for a vote in each school.
Researchers at Tessaly College will follow 600 of the pupils for three years."""

HARBOUR_BRIDGE = """\
The new lifting bridge over the inner harbour of Port Amsel opened to traffic on Saturday after four years of work.
It replaces a ferry that carried 6,100 people a day and stood idle in every storm.
The bridge cost 212 million crowns, 48 million more than planned, because the ground under the western pier gave way twice.
Engineer Ludovica Finch said that the span of 94 metres lifts in two and a half minutes.
Ships have priority at high water, cars and cyclists for the rest of the day.
About 9,000 residents walked over the bridge before the first cars came.
The ferry workers, 27 of them, have been offered places at the port authority, and 19 have accepted.
Fishermen complain that the channel has grown narrower by three metres.
The port wants to measure the traffic for a year before it decides on a toll."""

ORCHARD_FROST = """\
Late frost has destroyed two fifths of the apple crop in the hills around Sennet, growers said on Monday.
In the night of 24 April the thermometer at the Lower Farm station fell to minus 6.2 degrees.
The cooperative, which speaks for 310 farms, puts the damage at 14.5 million crowns.
"My grandfather wrote down every spring since 1931, and there is none like this," said grower Benedek Sall.
Many farms had lit candles between the rows, but the wind carried the warmth away.
Only one farm in five is insured against frost because the premiums have doubled since 2015.
The agriculture minister promised loans without interest and an answer to the question of insurance by June.
Cider makers expect that prices will rise by about a third in the autumn.
Pears and cherries came through better, and bees were already out again on Wednesday."""

RIVER_FESTIVAL = """\
The river festival of Ombry drew fewer visitors than in the years before, but they stayed longer.
Organisers counted 72,000 people on five days, after 81,000 last summer.
Each of them spent 58 crowns on average, which traders called a surprise.
It rained on the opening night, when the lantern boats could not put out.
The prize for the best boat went to the rowing club of Little Ombry with its paper whale of eleven metres.
Police took 14 people home who had drunk too much and otherwise had little to do.
Residents of Quay Street had asked that the music end at midnight, and it did on four nights of the five.
The town has not decided whether the festival will move to the meadows next year.
Mayor Tilda Roque said that she would ask the residents first."""

# The helpline story in other languages.
TRANSLATIONS = {
    "de": """\
Die Anrufe bei der Harbour Line, einem Hilfetelefon für Kinder in der Hafenstadt Calder, haben im vergangenen Jahr um 37 Prozent zugenommen.
Die Organisation beantwortete 18.420 Anrufe und Nachrichten, im Jahr davor waren es 13.445.
Sechs von zehn Anrufenden sagten, ein Fremder habe ihnen zuerst in einem Spiel oder einer Chat-Anwendung geschrieben.
„Kinder erzählen uns, dass sie sich selbst die Schuld geben, und sie warten Monate, bevor sie mit jemandem sprechen“, sagte Ottoline Brask, die das Hilfetelefon leitet.
Sie fordert, dass die Plattformen Meldungen innerhalb von 24 Stunden beantworten und nicht erst nach durchschnittlich neun Tagen.
Das jüngste Kind war sieben Jahre alt.
Beim Hilfetelefon arbeiten 52 Freiwillige in drei Schichten, und jeder achte Anruf musste abgewiesen werden, weil niemand frei war.
Der Stadtrat bewilligte im März 640.000 Kronen, genug, um 20 weitere Freiwillige auszubilden.
Stadtrat Emeric Dune, der gegen den Zuschuss stimmte, sagte, nicht die Steuerzahler, sondern die Firmen sollten zahlen.
Eine Sprecherin der Spielefirma Lumenfield sagte, man habe in Calder 2.300 Konten entfernt und arbeite mit der Polizei zusammen.
Den nächsten Bericht veröffentlicht das Hilfetelefon im Oktober.""",
    "id": """\
Panggilan ke Harbour Line, saluran bantuan untuk anak di kota pelabuhan Calder, naik 37 persen tahun lalu.
Lembaga itu menjawab 18.420 panggilan dan pesan, dibandingkan 13.445 pada tahun sebelumnya.
Enam dari sepuluh penelepon mengatakan bahwa orang asing pertama kali menulis kepada mereka di dalam gim atau aplikasi obrolan.
"Anak-anak bercerita bahwa mereka menyalahkan diri sendiri, dan mereka menunggu berbulan-bulan sebelum berbicara dengan siapa pun," kata Ottoline Brask, direktur saluran bantuan itu.
Ia ingin platform menjawab laporan dalam 24 jam, bukan rata-rata sembilan hari seperti sekarang.
Penelepon termuda berusia tujuh tahun.
Saluran bantuan ini memiliki 52 relawan yang bekerja dalam tiga giliran, dan menolak satu dari delapan panggilan karena tidak ada yang bebas.
Dewan kota memberikan 640.000 krona pada bulan Maret, cukup untuk melatih 20 relawan lagi.
Anggota dewan Emeric Dune, yang menolak hibah itu, mengatakan bahwa perusahaan yang harus membayar, bukan pembayar pajak.
Juru bicara perusahaan gim Lumenfield mengatakan bahwa perusahaannya telah menghapus 2.300 akun di Calder dan bekerja sama dengan polisi.
Saluran bantuan itu akan menerbitkan laporan berikutnya pada bulan Oktober.""",
    "hi": """\
बंदरगाह शहर काल्डर में बच्चों की हेल्पलाइन हार्बर लाइन पर आने वाले फोन पिछले साल 37 प्रतिशत बढ़ गए।
संस्था ने 18,420 फोन और संदेशों का जवाब दिया, जबकि उससे एक साल पहले यह संख्या 13,445 थी।
फोन करने वाले दस में से छह बच्चों ने कहा कि किसी अजनबी ने उन्हें पहली बार किसी गेम या चैट ऐप में संदेश भेजा था।
हेल्पलाइन की निदेशक ओटोलिन ब्रास्क ने कहा, "बच्चे हमें बताते हैं कि वे खुद को दोषी मानते हैं और किसी से बात करने से पहले महीनों इंतजार करते हैं।"
वह चाहती हैं कि प्लेटफॉर्म शिकायतों का जवाब औसतन नौ दिन के बजाय 24 घंटे के भीतर दें।
सबसे छोटा फोन करने वाला बच्चा सात साल का था।
हेल्पलाइन में 52 स्वयंसेवक तीन पालियों में काम करते हैं और हर आठवां फोन इसलिए नहीं उठाया जा सका क्योंकि कोई खाली नहीं था।
नगर परिषद ने मार्च में 6,40,000 क्राउन दिए, जो 20 और स्वयंसेवकों के प्रशिक्षण के लिए काफी हैं।
अनुदान के खिलाफ वोट देने वाले पार्षद एमेरिक ड्यून ने कहा कि पैसा करदाताओं को नहीं, कंपनियों को देना चाहिए।
गेम कंपनी ल्यूमेनफील्ड की प्रवक्ता ने कहा कि उसने काल्डर में 2,300 खाते हटाए हैं और वह पुलिस के साथ काम कर रही है।
हेल्पलाइन अपनी अगली रिपोर्ट अक्टूबर में प्रकाशित करेगी।""",
    "sw": """\
Simu zinazopigwa kwa Harbour Line, huduma ya msaada kwa watoto katika mji wa bandari wa Calder, ziliongezeka kwa asilimia 37 mwaka jana.
Shirika hilo lilijibu simu na ujumbe 18,420, ikilinganishwa na 13,445 mwaka uliotangulia.
Sita kati ya kumi ya waliopiga simu walisema kuwa mtu wasiyemjua aliwaandikia kwanza katika mchezo au programu ya mazungumzo.
"Watoto wanatuambia kwamba wanajilaumu wenyewe, na wanasubiri kwa miezi kabla ya kuzungumza na mtu yeyote," alisema Ottoline Brask, mkurugenzi wa huduma hiyo.
Anataka majukwaa yajibu ripoti ndani ya saa 24 badala ya siku tisa kwa wastani.
Mtoto mdogo zaidi aliyepiga simu alikuwa na umri wa miaka saba.
Huduma hiyo ina wafanyakazi 52 wa kujitolea wanaofanya kazi kwa zamu tatu, na ilikataa simu moja kati ya nane kwa sababu hakuna aliyekuwa na nafasi.
Baraza la jiji lilitoa krona 640,000 mwezi Machi, zinazotosha kuwafunza wafanyakazi wengine 20 wa kujitolea.
Diwani Emeric Dune, aliyepiga kura dhidi ya ruzuku hiyo, alisema kampuni ndizo zinazopaswa kulipa, si walipa kodi.
Msemaji wa kampuni ya michezo Lumenfield alisema kuwa imeondoa akaunti 2,300 huko Calder na inafanya kazi na polisi.
Huduma hiyo itachapisha ripoti yake ijayo mwezi Oktoba.""",
    "vi": """\
Số cuộc gọi đến Harbour Line, đường dây trợ giúp trẻ em ở thành phố cảng Calder, đã tăng 37 phần trăm trong năm ngoái.
Tổ chức này đã trả lời 18.420 cuộc gọi và tin nhắn, so với 13.445 của năm trước đó.
Sáu trong mười người gọi cho biết một người lạ lần đầu nhắn tin cho các em trong một trò chơi hoặc ứng dụng trò chuyện.
"Trẻ em kể với chúng tôi rằng các em tự trách mình và chờ hàng tháng trời mới nói chuyện với ai đó", bà Ottoline Brask, giám đốc đường dây, nói.
Bà muốn các nền tảng trả lời báo cáo trong vòng 24 giờ thay vì trung bình chín ngày.
Người gọi nhỏ tuổi nhất mới bảy tuổi.
Đường dây có 52 tình nguyện viên làm việc theo ba ca, và cứ tám cuộc gọi thì phải từ chối một cuộc vì không ai rảnh.
Hội đồng thành phố đã cấp 640.000 krona vào tháng Ba, đủ để đào tạo thêm 20 tình nguyện viên.
Ủy viên hội đồng Emeric Dune, người bỏ phiếu chống khoản tài trợ, nói rằng các công ty chứ không phải người nộp thuế phải trả tiền.
Người phát ngôn của công ty trò chơi Lumenfield cho biết họ đã xóa 2.300 tài khoản ở Calder và đang làm việc với cảnh sát.
Đường dây sẽ công bố báo cáo tiếp theo vào tháng Mười.""",
    "tl": """\
Tumaas ng 37 porsiyento noong nakaraang taon ang mga tawag sa Harbour Line, isang helpline para sa mga bata sa lungsod-pantalan ng Calder.
Sinagot ng organisasyon ang 18,420 tawag at mensahe, kumpara sa 13,445 noong naunang taon.
Anim sa sampung tumawag ang nagsabi na isang estranghero ang unang sumulat sa kanila sa isang laro o chat application.
"Sinasabi sa amin ng mga bata na sinisisi nila ang kanilang sarili, at naghihintay sila ng ilang buwan bago makipag-usap kaninuman," sabi ni Ottoline Brask, direktor ng helpline.
Nais niyang sagutin ng mga platform ang mga ulat sa loob ng 24 oras sa halip na siyam na araw sa karaniwan.
Pitong taong gulang ang pinakabatang tumawag.
May 52 boluntaryo ang helpline na nagtatrabaho sa tatlong shift, at isa sa bawat walong tawag ang tinanggihan dahil walang bakante.
Nagbigay ang konseho ng lungsod ng 640,000 korona noong Marso, sapat upang sanayin ang 20 pang boluntaryo.
Sinabi ni Konsehal Emeric Dune, na bumoto laban sa pondo, na ang mga kumpanya at hindi ang mga nagbabayad ng buwis ang dapat magbayad.
Sinabi ng tagapagsalita ng kumpanya ng laro na Lumenfield na nag-alis ito ng 2,300 account sa Calder at nakikipagtulungan sa pulisya.
Ilalathala ng helpline ang susunod nitong ulat sa Oktubre.""",
    "ms": """\
Panggilan ke Harbour Line, talian bantuan untuk kanak-kanak di bandar pelabuhan Calder, meningkat 37 peratus tahun lalu.
Badan amal itu menjawab 18,420 panggilan dan mesej, berbanding 13,445 pada tahun sebelumnya.
Enam daripada sepuluh pemanggil berkata orang yang tidak dikenali mula-mula menulis kepada mereka dalam permainan atau aplikasi sembang.
"Kanak-kanak memberitahu kami bahawa mereka menyalahkan diri sendiri, dan mereka menunggu berbulan-bulan sebelum bercakap dengan sesiapa," kata Ottoline Brask, pengarah talian bantuan itu.
Beliau mahu platform menjawab laporan dalam masa 24 jam dan bukannya sembilan hari secara purata.
Pemanggil paling muda berumur tujuh tahun.
Talian bantuan itu mempunyai 52 sukarelawan yang bekerja dalam tiga syif, dan menolak satu daripada lapan panggilan kerana tiada sesiapa yang lapang.
Majlis bandar raya memberikan 640,000 krona pada bulan Mac, cukup untuk melatih 20 lagi sukarelawan.
Ahli majlis Emeric Dune, yang mengundi menentang geran itu, berkata syarikat dan bukan pembayar cukai yang patut membayar.
Jurucakap syarikat permainan Lumenfield berkata pihaknya telah membuang 2,300 akaun di Calder dan bekerjasama dengan polis.
Talian bantuan itu akan menerbitkan laporan seterusnya pada bulan Oktober.""",
    "ru": """\
Число звонков на «Харбор Лайн», линию помощи детям в портовом городе Калдер, выросло за прошлый год на 37 процентов.
Организация ответила на 18 420 звонков и сообщений против 13 445 годом ранее.
Шесть из десяти позвонивших сказали, что незнакомец впервые написал им в игре или в чате.
«Дети рассказывают нам, что винят самих себя и месяцами ждут, прежде чем с кем-нибудь поговорить», — сказала руководитель линии Оттолин Браск.
Она хочет, чтобы платформы отвечали на жалобы за 24 часа, а не в среднем за девять дней.
Самому младшему из позвонивших было семь лет.
На линии работают 52 волонтёра в три смены, и каждый восьмой звонок приходилось отклонять, потому что никто не был свободен.
В марте городской совет выделил 640 000 крон — этого хватит, чтобы обучить ещё 20 волонтёров.
Депутат Эмерик Дюн, голосовавший против, заявил, что платить должны компании, а не налогоплательщики.
Представительница игровой компании Lumenfield сообщила, что в Калдере удалено 2300 аккаунтов и что компания сотрудничает с полицией.
Следующий отчёт линия помощи опубликует в октябре.""",
    "zh": """\
去年，港口城市卡尔德的儿童求助热线“港湾热线”接到的来电增加了37%。
该慈善机构共接听和回复了18420个电话和信息，而前一年为13445个。
十名来电者中有六名表示，陌生人最初是在游戏或聊天应用中给他们发消息的。
热线负责人奥托琳·布拉斯克说：“孩子们告诉我们，他们责怪自己，要等上好几个月才会跟别人说。”
她希望平台在24小时内答复举报，而不是平均九天。
年龄最小的来电者只有七岁。
热线有52名志愿者分三班工作，由于无人空闲，每八个电话中就有一个被拒接。
市议会三月拨款64万克朗，足以再培训20名志愿者。
投票反对拨款的议员埃默里克·杜恩说，应该由企业而不是纳税人付钱。
游戏公司Lumenfield的发言人表示，该公司已在卡尔德删除2300个账户，并正与警方合作。
热线将于十月发布下一份报告。""",
}
TRANSLATED_TITLES = {
    "en": "More children call for help in Calder",
    "de": "Mehr Kinder suchen in Calder Hilfe",
    "id": "Makin banyak anak meminta bantuan di Calder",
    "hi": "काल्डर में मदद मांगने वाले बच्चों की संख्या बढ़ी",
    "sw": "Watoto wengi zaidi waomba msaada Calder",
    "vi": "Ngày càng nhiều trẻ em gọi điện cầu cứu ở Calder",
    "tl": "Mas maraming bata ang humihingi ng tulong sa Calder",
    "ms": "Lebih ramai kanak-kanak meminta bantuan di Calder",
    "ru": "В Калдере всё больше детей обращаются за помощью",
    "zh": "卡尔德求助的儿童增多",
}

# Another story on the same theme in four languages, so that the theme alone is not enough.
OTHER_STORIES = {
    "hi": """\
मैरो घाटी के माध्यमिक स्कूल सितंबर से गेट पर ही बच्चों के मोबाइल फोन जमा कर लेंगे।
क्षेत्रीय बोर्ड ने यह फैसला चार स्कूलों में ग्यारह हफ्ते चले परीक्षण के बाद किया, जिसमें 2,760 छात्र शामिल थे।
परीक्षण के दौरान शिक्षकों ने कक्षा में धमकाने की 41 घटनाएं दर्ज कीं, जबकि एक साल पहले इन्हीं हफ्तों में 118 घटनाएं हुई थीं।
छात्रों की राय बंटी हुई थी: 48 प्रतिशत को शांत अवकाश पसंद आया, 39 प्रतिशत को दूसरी कक्षाओं के दोस्तों की कमी खली।
मिल रोड स्कूल की प्रधानाध्यापिका पास्कलिन ऑर्थ ने कहा, "गलियारों में ज्यादा शोर था, और यह अच्छा संकेत था।"
माता-पिता स्कूल कार्यालय के जरिए बच्चों से संपर्क कर सकते हैं, जहां दो और क्लर्क रखे गए हैं।
बोर्ड लॉकर और थैलियों के लिए 85,000 क्राउन देगा।
छात्रों के एक संघ ने नियम के खिलाफ 1,900 हस्ताक्षर जुटाए हैं और हर स्कूल में मतदान की मांग की है।""",
    "sw": """\
Shule za sekondari katika Bonde la Marrow zitakusanya simu langoni kuanzia Septemba.
Bodi ya mkoa iliamua hivyo baada ya majaribio katika shule nne zenye wanafunzi 2,760, yaliyodumu kwa wiki kumi na moja.
Walimu walihesabu matukio 41 ya uonevu darasani wakati wa majaribio, ikilinganishwa na 118 katika wiki hizo hizo mwaka mmoja uliopita.
Wanafunzi wenyewe walikuwa na maoni tofauti: asilimia 48 walipenda mapumziko tulivu, asilimia 39 waliwakosa marafiki wa madarasa mengine.
"Kulikuwa na kelele zaidi kwenye korido, na hiyo ilikuwa ishara nzuri," alisema mwalimu mkuu Pascaline Orth wa shule ya Mill Road.
Wazazi wanaweza kuwafikia watoto wao kupitia ofisi ya shule, ambayo imeajiri makarani wawili zaidi.
Bodi inalipa krona 85,000 kwa makabati na mifuko.
Chama cha wanafunzi kimekusanya saini 1,900 dhidi ya sheria hiyo na kinaomba kura katika kila shule.""",
    "th": """\
โรงเรียนมัธยมในหุบเขามาร์โรว์จะเก็บโทรศัพท์ของนักเรียนที่ประตูตั้งแต่เดือนกันยายนเป็นต้นไป
คณะกรรมการภูมิภาคตัดสินใจเช่นนี้หลังจากการทดลองในโรงเรียนสี่แห่งซึ่งมีนักเรียน 2,760 คน เป็นเวลาสิบเอ็ดสัปดาห์
ครูนับเหตุการณ์กลั่นแกล้งในห้องเรียนได้ 41 ครั้งระหว่างการทดลอง เทียบกับ 118 ครั้งในสัปดาห์เดียวกันเมื่อปีก่อน
นักเรียนเองมีความเห็นแตกต่างกัน ร้อยละ 48 ชอบเวลาพักที่สงบขึ้น ร้อยละ 39 คิดถึงเพื่อนในห้องอื่น
"มีเสียงดังตามทางเดินมากขึ้น และนั่นเป็นสัญญาณที่ดี" ปาสกาลีน ออร์ธ ครูใหญ่โรงเรียนมิลล์โรดกล่าว
ผู้ปกครองติดต่อลูกได้ผ่านสำนักงานโรงเรียน ซึ่งจ้างเสมียนเพิ่มอีกสองคน
คณะกรรมการจ่าย 85,000 คราวน์สำหรับตู้เก็บของและซอง
สมาคมนักเรียนรวบรวมรายชื่อ 1,900 รายชื่อคัดค้านกฎนี้ และขอให้มีการลงคะแนนในแต่ละโรงเรียน""",
    "tr": """\
Marrow Vadisi'ndeki ortaöğretim okulları eylül ayından itibaren telefonları kapıda toplayacak.
Bölge kurulu bu kararı, 2.760 öğrencisi olan dört okulda on bir hafta süren bir denemeden sonra aldı.
Öğretmenler deneme sırasında sınıfta 41 zorbalık olayı saydı; bir yıl önce aynı haftalarda bu sayı 118 idi.
Öğrencilerin görüşleri ayrıydı: yüzde 48'i daha sakin teneffüsleri sevdi, yüzde 39'u diğer sınıflardaki arkadaşlarını özledi.
Mill Road okulunun müdürü Pascaline Orth, "Koridorlarda daha çok gürültü vardı ve bu iyi bir işaretti" dedi.
Veliler çocuklarına, iki memur daha alan okul ofisi üzerinden ulaşabilir.
Kurul dolaplar ve kılıflar için 85.000 kron ödüyor.
Bir öğrenci derneği kurala karşı 1.900 imza topladı ve her okulda oylama yapılmasını istiyor.""",
}
TITLES = {
    "helpline": "More children call for help in Calder",
    "school_phones": "No telephones in the schools of the Marrow Valley",
    "harbour_bridge": "Port Amsel crosses its harbour on foot",
    "orchard_frost": "Frost takes the apples of Sennet",
    "river_festival": "A wet start and a paper whale",
}
STORIES = {
    "helpline": HELPLINE,
    "school_phones": SCHOOL_PHONES,
    "harbour_bridge": HARBOUR_BRIDGE,
    "orchard_frost": ORCHARD_FROST,
    "river_festival": RIVER_FESTIVAL,
}

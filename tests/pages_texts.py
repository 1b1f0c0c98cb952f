"""Texts of the small corpus: written for these tests; every name in them but the platforms' is invented."""

# ruff: noqa: E501

RELEASE = """More than 4,000 grooming offences recorded in a year

Police in the region recorded more than 4,000 grooming offences in the year to March 2021, figures gathered by the Lantern Child Trust show. Almost half took place on two platforms, Instagram and Snapchat.

“Every one of these offences is a child who was let down,” said Miriam Oakhurst, chief executive of the Lantern Child Trust. “Companies knew, and they waited.”

The charity asked 38 forces; 36 answered. Its last count, two years before, had found 3,560."""
INDONESIAN = """Lebih dari 4.000 kasus pelecehan daring tercatat dalam setahun

Polisi mencatat lebih dari 4.000 kasus grooming dalam setahun hingga Maret 2021, menurut angka yang dikumpulkan Lantern Child Trust. Hampir separuhnya terjadi di Instagram dan Snapchat.

“Setiap kasus adalah seorang anak yang dikecewakan,” kata Miriam Oakhurst, direktur Lantern Child Trust."""
ARABIC = """أكثر من 4000 جريمة استدراج في عام واحد

سجلت الشرطة أكثر من 4000 جريمة استدراج للأطفال في السنة المنتهية في مارس 2021، وفق أرقام جمعتها مؤسسة فانوس الطفل. ووقع نصفها تقريبا على إنستغرام وسناب شات.

وقالت ميريام أوكهيرست، المديرة التنفيذية للمؤسسة: «كل جريمة من هذه الجرائم طفل خذلناه»."""
GERMAN = """Über 4.000 Fälle von Cybergrooming in einem Jahr

Die Polizei erfasste im Jahr bis März 2021 mehr als 4.000 Fälle von Cybergrooming, wie Zahlen des Lantern Child Trust zeigen. Fast die Hälfte geschah auf Instagram und Snapchat."""
SURVEY = """What the schools say

A survey of 2,100 pupils by the Harrow Vale Institute found that 30% had been messaged by an adult they did not know in the past year. Most of the messages came over Instagram.

A separate count by the institute put recorded grooming offences at more than 4,000 in the year to March 2021."""
TESTIMONY = """“He told me not to tell anyone”

A girl of 14, whose name we do not give, said: “He said it was our secret and that nobody would believe me.” She spoke to a helpline run by the Lantern Child Trust."""

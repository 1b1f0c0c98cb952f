# ruff: noqa: E501 - one line a paragraph, as articles have it
"""Texts written for the tests; the people, companies and platforms in them are invented."""

RELEASE = """Police recorded 4,310 reports of grooming on the app Pixomo last year, the Harbour Child Trust said on Tuesday.

The charity asked 28 police forces for their figures. It found that 17 children were approached every week, and that half of the cases where the service was known began in a private chat.

“No child should have to find the emergency exit alone,” said Ines Marwood, chief executive of the Harbour Child Trust.

A spokesperson for Pixomo said: “We removed 52,000 accounts last year and we will go on doing so.”

The trust wants the regulator to publish figures every three months, and has asked 64 organisations to sign its letter."""

COPY = RELEASE.replace("on Tuesday", "on Tuesday morning").replace("The trust wants", "The Trust wants")

INDONESIAN = """Polisi mencatat 4.310 laporan grooming di aplikasi Pixomo pada tahun lalu, kata Harbour Child Trust pada Selasa.

Lembaga amal itu meminta data dari 28 kepolisian. Mereka menemukan bahwa 17 anak didekati setiap minggu, dan setengah dari kasus yang layanannya diketahui berawal dari obrolan pribadi.

“Tidak ada anak yang seharusnya mencari pintu darurat sendirian,” kata Ines Marwood, kepala eksekutif Harbour Child Trust.

Seorang juru bicara Pixomo mengatakan: “Kami menghapus 52.000 akun tahun lalu dan kami akan terus melakukannya.”

Lembaga itu ingin regulator menerbitkan data setiap tiga bulan, dan telah meminta 64 organisasi untuk menandatangani suratnya."""

OTHER_FIGURES = """Police recorded 2,870 reports of grooming on the app Pixomo in the first half of this year, the Harbour Child Trust said on Friday.

The charity asked 31 police forces for their figures. It found that 21 children were approached every week, and that a third of the cases where the service was known began in a private chat.

“The pattern is the same in every region that answered us,” said Ines Marwood, chief executive of the Harbour Child Trust.

The company did not answer questions about the new figures before the weekend."""

UNRELATED = """The library in Selwick will open on Sundays from March, after a vote of the town council on Monday evening.

Volunteers had collected 1,900 signatures for longer hours. The council will spend 34,000 crowns on staff and heating.

“People want a warm room and a good chair,” said the librarian, Tomas Ferrand."""

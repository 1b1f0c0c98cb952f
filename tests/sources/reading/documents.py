"""Small documents of the tests' own making: PDF files written by hand and pages of invented news."""

from collections.abc import Sequence


def pdf_of(pages: Sequence[Sequence[str]], title: str = "", author: str = "", created: str = "") -> bytes:
    """A PDF with one text line a string, Helvetica, WinAnsi; no page content for an empty page."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for number, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        shown = b""
        for row, line in enumerate(lines):
            safe = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
            shown += b"BT /F1 11 Tf 50 %d Td (%s) Tj ET\n" % (780 - 16 * row, safe)
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(shown), shown))
    fields = {"Title": title, "Author": author, "CreationDate": created}
    info = " ".join(f"/{name} ({value})" for name, value in fields.items() if value)
    objects.append(f"<< {info} >>".encode())
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return written + b"startxref\n%d\n%%%%EOF\n" % start


PARAGRAPHS = (
    "A network of helplines said on Tuesday that it had logged 3,140 reports of grooming in the past year.",
    "Most of the reports, about 62 per cent, began in private messages between strangers and children.",
    "“Nobody at the company has answered our letter,” said Ines Calloway, who leads the network.",
    "The company said that it removes such accounts and works with the police of eleven countries.",
)


def page_of(
    paragraphs: Sequence[str] = PARAGRAPHS,
    head: str = "",
    title: str = "Helplines log 3,140 reports of grooming",
) -> str:
    """A page of invented news with a menu, a footer and a script around the article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} | The Harbour Post</title>{head}"
        "</head><body><nav><a href='/'>Home</a> <a href='/world'>World</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main>"
        "<footer><a href='/about'>About us</a></footer><script>var x = 'not news';</script></body></html>"
    )

"""Plans for tests: from text, and as the files that a school would bring."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from vangnet.plan.check.checking import check
from vangnet.plan.check.findings import Finding, Report
from vangnet.plan.check.reading import read_bytes

DAY = date(2026, 11, 26)
# A plan of a real school, which lies beside this repository where it may be read.
REAL = Path(__file__).parents[5] / "shared/veiligheidsplan-de-campus.txt"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"


def checked(text: str, form: str = "md", on: date = DAY) -> Report:
    return check(read_bytes(f"plan.{form}", text.encode()), on)


def found(kind: str, text: str, form: str = "md") -> list[Finding]:
    return [each for each in checked(text, form).findings if each.kind.key == kind]


def quotes(kind: str, text: str, form: str = "md") -> list[str]:
    return [each.quote for each in found(kind, text, form)]


def archive(parts: dict[str, str]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def word(body: str, more: dict[str, str] | None = None) -> bytes:
    """A Word file; `body` is WordprocessingML."""
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Kop1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:styleId="Kop2"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    document = f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
    return archive({"word/document.xml": document, "word/styles.xml": styles, **(more or {})})


def paragraph(text: str, properties: str = "", around: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{around}<w:r><w:t>{text}</w:t></w:r></w:p>"


def open_document(body: str, head: str = "") -> bytes:
    """An OpenDocument text; `body` is what stands inside office:text."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {names}>{inside}</office:document-content>"
    styles = f"<office:document-styles {names}><style:header>{head}</style:header></office:document-styles>"
    return archive({"content.xml": content, "styles.xml": styles})


def pdf(text: str) -> bytes:
    """A PDF, typeset from the markup of Typst."""
    return typst.compile(f'#set page(paper: "a4")\n#set text(lang: "nl", size: 11pt)\n{text}'.encode())

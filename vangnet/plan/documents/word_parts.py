"""What a DOCX needs and `python-docx` has no word for: fields, bookmarks, links, numbers, and a blank to begin with."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

INK = "14323D"
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ONE_STEP = 0.8  # centimetres
PICTURE = "thumbnail"  # what the blank brings along and is not ours


def blank(title: str, author: str, language: str, at: datetime) -> "Word":
    """An empty A4 in the language of the plan; the school is its author, and no person."""
    from docx import Document
    from docx.shared import Cm, RGBColor

    word: Word = Document()
    (page,) = word.sections
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.5)
    for style in ("Title", *(f"Heading {level}" for level in range(1, 6))):
        word.styles[style].font.color.rgb = RGBColor.from_string(INK)
    for spoken in word.styles.element.xpath("w:docDefaults//w:lang"):
        spoken.set(_w("val"), LANGUAGES[language])
    told = word.core_properties
    told.title, told.author, told.last_modified_by, told.language = title, author, author, LANGUAGES[language]
    told.comments, told.keywords, told.revision = "", "", 1
    told.created = told.modified = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    package = word.part.package
    for key in [key for key, each in package.rels.items() if each.reltype.endswith(PICTURE)]:
        del package.rels[key]
    return word


def without_what_xml_cannot_hold(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def add_contents(word: "Word", title: str, lines: Sequence[tuple[int, str]]) -> None:
    """A field that is worked out anew when the file is opened; `lines` stand in it until then."""
    word.add_paragraph(title, style="Subtitle")
    begun = word.add_paragraph()
    _field(begun, "begin", is_dirty=True)
    instruction = begun.add_run()._r
    _under(instruction, "instrText", text=r' TOC \o "1-2" \h \z \u ')
    _field(begun, "separate")
    for number, (level, text) in enumerate(lines, start=1):
        line = word.add_paragraph()
        step_in(line, level - 1)
        link = _under(line._p, "hyperlink", anchor=_bookmark(number))
        _under(_under(link, "r"), "t", text=text)
    _field(word.add_paragraph(), "end")
    add_page_break(word)


def add_page_break(word: "Word") -> None:
    from docx.enum.text import WD_BREAK

    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


class Bookmarks:
    """Places in the file to which the contents lead, numbered as they come."""

    def __init__(self) -> None:
        self.count = 0

    def mark(self, heading: "Paragraph") -> None:
        self.count += 1
        number = str(self.count)
        start = _element("bookmarkStart", id=number, name=_bookmark(self.count))
        heading._p.insert(1 if heading._p.pPr is not None else 0, start)
        heading._p.append(_element("bookmarkEnd", id=number))


def add_link(line: "Paragraph", text: str, address: str) -> "Run":
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.text.run import Run

    key = line.part.relate_to(
        without_what_xml_cannot_hold(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = _under(line._p, "hyperlink")
    link.set(_r("id"), key)
    run = Run(_under(link, "r"), line)
    run.text, run.font.underline = text, True
    return run


def add_page_numbers(word: "Word", told: str) -> None:
    """Of how many, at the foot; above it which plan this is. The cover has neither."""
    (page,) = word.sections
    page.different_first_page_header_footer = True
    page.header.paragraphs[0].text = told
    foot = page.footer.paragraphs[0]
    for before, name in (("", "PAGE"), (" / ", "NUMPAGES")):
        foot.add_run(before)
        field = _under(foot._p, "fldSimple", instr=name)
        _under(_under(field, "r"), "t", text="1")


def repeat_on_each_page(row: "_Row") -> None:
    _under(row._tr.get_or_add_trPr(), "tblHeader")


def keep_whole(row: "_Row") -> None:
    """Not cut by the end of a page."""
    _under(row._tr.get_or_add_trPr(), "cantSplit")


def shown_as_gap(run: "Run") -> None:
    from docx.enum.text import WD_COLOR_INDEX

    run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def step_in(line: "Paragraph", depth: int) -> None:
    from docx.shared import Cm

    if depth:
        line.paragraph_format.left_indent = Cm(depth * ONE_STEP)


def number_from(word: "Word", style: str, start: int) -> "Callable[[Paragraph], None]":
    """Every list begins anew: with the numbers of the style alone Word would count on from the list before."""
    numbering = word.part.numbering_part.element
    of_style = word.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)

    def numbered(line: "Paragraph") -> None:
        told: Any = line._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
        told.get_or_add_ilvl().val, told.get_or_add_numId().val = 0, number.numId

    return numbered


def _field(line: "Paragraph", part: str, *, is_dirty: bool = False) -> None:
    field = _under(line.add_run()._r, "fldChar", fldCharType=part)
    if is_dirty:
        field.set(_w("dirty"), "true")


def _bookmark(number: int) -> str:
    return f"_Toc{number:05}"


def _under(parent: Any, tag: str, /, *, text: str = "", **attributes: str) -> Any:
    made = _element(tag, **attributes)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parent.append(made)
    return made


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for attribute, value in attributes.items():
        made.set(_w(attribute), value)
    return made


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _r(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"r:{name}"))

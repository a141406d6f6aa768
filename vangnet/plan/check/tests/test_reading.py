"""Each kind of file comes out as the same headings, paragraphs, items, rows, links and figures."""

import time
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from vangnet.plan.check.reading import Document, read, read_bytes

from . import making

WORDS = ["1 Inleiding", "Wij zorgen voor veiligheid.", "Een punt", "BHV", "zes"]


def texts(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


def test_a_text_that_was_saved_from_a_pdf_has_its_sentences_whole() -> None:
    lines = "1 Inleiding \n\n\nDe school doet ieder jaar met de ouders en het team een onderzoek naar hoe veilig \n\n"
    document = read_bytes(
        "plan.txt", (lines + "de kinderen zich voelen.\n\n2\n\n3 Slot\n- punt een\n- punt twee\n").encode()
    )
    heading, paragraph, last, first_item, _second = document.blocks
    assert (heading.level, heading.line) == (1, 1)
    assert paragraph.text.endswith("hoe veilig de kinderen zich voelen.")
    assert paragraph.at(paragraph.text.index("de kinderen zich")) == (6, None)
    assert (last.text, last.level) == ("3 Slot", 1)  # the page number 2 is gone
    assert first_item.is_item


def test_numbered_items_are_no_chapters() -> None:
    document = read_bytes(
        "plan.txt", b"2. Beleid\nDe taken zijn:\n1. Melden van nood\n2. Ontruimen\n3. Helpen bij letsel\n"
    )
    assert [block.is_item for block in document.blocks if block.text[0] == "1"] == [True]
    assert [block.level for block in document.blocks if "Helpen" in block.text] == [0]


def test_a_word_that_was_cut_at_the_end_of_a_line_is_whole_again() -> None:
    text = "Wij werken met de gemeente en het samenwerkings-\nverband en op school-\nen groepsniveau aan veiligheid.\n"
    assert "samenwerkingsverband en op school- en" in read_bytes("plan.txt", text.encode()).blocks[
        0
    ].text.replace("school-en", "school- en")


def test_a_table_of_contents_is_no_text() -> None:
    contents = "".join(
        f"{number} Hoofdstuk {name} ........ {number + 2}\n" for number, name in enumerate("abcdef", 1)
    )
    document = read_bytes("plan.txt", f"Inhoud\n{contents}1 Hoofdstuk a\nDe tekst begint hier.\n".encode())
    assert [block.text for block in document.blocks if block.level == 1] == ["1 Hoofdstuk a"]
    few = read_bytes("plan.txt", b"De telling:\nGroep 3 18\nGroep 4 22\n")
    assert "Groep 4 22" in texts(few)


def test_a_list_of_contents_in_two_columns_is_no_text() -> None:
    listed = "INHOUD\n1 Regels            3 Brand\n2 Zorg              3.1 Alarm\n"
    text = f"{listed}\n1 REGELS\nTekst over regels.\n2 ZORG\nTekst over zorg.\n"
    blocks = read_bytes("plan.txt", text.encode()).blocks
    assert [block.text for block in blocks if block.is_contents] == [
        "1 Regels",
        "3 Brand",
        "2 Zorg",
        "3.1 Alarm",
    ]
    assert [block.text for block in blocks if block.level == 1] == ["1 REGELS", "2 ZORG"]


def test_columns_of_a_text_are_rows_or_names_with_values() -> None:
    text = "Hoofd BHV:      Bram Kerkhof\nMei: oefening      Juni: evaluatie\nTekst zonder kolommen.\n"
    blocks = read_bytes("plan.txt", text.encode()).blocks
    assert [block.cells for block in blocks] == [
        ("Hoofd BHV:", "Bram Kerkhof"),
        ("Mei: oefening",),
        ("Juni: evaluatie",),
        (),
    ]


def test_an_annex_that_follows_is_a_chapter_and_a_list_of_them_is_none() -> None:
    follows = read_bytes(
        "plan.txt", b"Dit was het slot.\nBIJLAGE C LIJSTEN VAN NAMEN EN NUMMERS VOOR HET TEAM\nTekst.\n"
    )
    assert [block.level for block in follows.blocks] == [0, 1, 0]
    listed = read_bytes("plan.txt", b"De bijlagen zijn:\nBijlage 1: Regels\nBijlage 2: Kaart\n")
    assert 1 not in [block.level for block in listed.blocks]


def test_a_form_feed_begins_a_page() -> None:
    document = read_bytes("plan.txt", b"Een zin op de eerste.\fEen zin op de tweede bladzijde.\n")
    assert [block.page for block in document.blocks] == [1, 2]
    assert document.pages == 2


def test_old_windows_letters_are_read() -> None:
    assert "coördinator" in texts(read_bytes("plan.txt", "De coördinator".encode("cp1252")))
    assert "coördinator" in texts(read_bytes("plan.txt", "De coördinator".encode("utf-16")))


def test_markdown() -> None:
    text = (
        "# 1 Inleiding\n\nWij zorgen\nvoor **veiligheid**.\n\n- Een punt\n\n| BHV | zes |\n|---|---|\n\n"
        "![plaat](a.png)\n\n[hier](https://a.example/b)\n<!-- weg -->\n"
    )
    document = read_bytes("plan.md", text.encode())
    assert [block.text for block in document.blocks if block.text][:4] == [*WORDS[:3], "BHV | zes"]
    assert [block.cells for block in document.blocks if block.cells] == [("BHV", "zes")]
    assert [block.links for block in document.blocks if block.links] == [("https://a.example/b",)]
    assert any(block.is_figure for block in document.blocks)
    assert "weg" not in texts(document)


def test_a_web_page() -> None:
    text = (
        "<html><head><style>p{}</style></head><body><h1>1 Inleiding</h1><div>Wij zorgen voor <b>veiligheid</b>.</div>"
        "<ul><li>Een punt<ul><li>dieper</li></ul></li></ul><table><tr><td>BHV</td><td>zes</td></tr></table>"
        '<script>kwaad()</script><p><a href="https://a.example/b">hier</a><img src="x"></p></body></html>'
    )
    document = read_bytes("plan.html", text.encode())
    assert [block.text for block in document.blocks if block.level] == ["1 Inleiding"]
    assert {"Een punt", "dieper"} <= {block.text for block in document.blocks if block.is_item}
    assert ("BHV", "zes") in [block.cells for block in document.blocks]
    assert any(block.links == ("https://a.example/b",) for block in document.blocks)
    assert any(block.is_figure for block in document.blocks)
    assert "kwaad" not in texts(document)


def test_word_with_styles_lists_tables_links_figures_pages_and_heads() -> None:
    link = '<w:hyperlink r:id="rId7"><w:r><w:t>hier</w:t></w:r></w:hyperlink>'
    body = (
        making.paragraph(WORDS[0], '<w:pStyle w:val="Kop1"/>')
        + making.paragraph("1 Inleiding 3", '<w:pStyle w:val="Inhopg1"/>')
        + making.paragraph(WORDS[1], around=link)
        + making.paragraph(WORDS[2], "<w:numPr/>")
        + f"<w:tbl><w:tr><w:tc>{making.paragraph('BHV')}</w:tc><w:tc>{making.paragraph('zes')}</w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><w:drawing/></w:r></w:p>"
        + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + "<w:p><w:r><w:delText>geschrapt</w:delText><w:t>Op de tweede.</w:t></w:r></w:p>"
    )
    related = '<Relationship Id="rId7" TargetMode="External" Target="https://a.example/b"/>'
    more = {
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{making.RELATED}">{related}</Relationships>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{making.W}"><w:p><w:r><w:t>Versie 3</w:t></w:r></w:p></w:ftr>',
    }
    document = read_bytes("plan.docx", making.word(body, more))
    assert [block.text for block in document.blocks if block.level == 1] == WORDS[:1]
    assert [block.text for block in document.blocks if block.is_item] == [WORDS[2]]
    assert [block.cells for block in document.blocks if block.cells] == [("BHV", "zes")]
    assert [block.links for block in document.blocks if block.links] == [("https://a.example/b",)]
    assert any(block.is_figure for block in document.blocks)
    assert [block.page for block in document.blocks if "tweede" in block.text] == [2]
    assert [block.text for block in document.blocks if block.in_margin] == ["Versie 3"]
    assert "geschrapt" not in texts(document)
    assert document.counts == "paragraph"


def test_opendocument() -> None:
    body = (
        f'<text:h text:outline-level="1">{WORDS[0]}</text:h>'
        "<text:p>Wij zorgen<text:s/>voor <text:span>veiligheid</text:span>.</text:p>"
        f"<text:list><text:list-item><text:p>{WORDS[2]}</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>BHV</text:p></table:table-cell>"
        "<table:table-cell><text:p>zes</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><text:a xlink:href="https://a.example/b">hier</text:a><text:note><text:p>noot</text:p></text:note></text:p>'
        "<text:p><draw:frame/></text:p>"
    )
    document = read_bytes("plan.odt", making.open_document(body, "<text:p>Versie 3</text:p>"))
    assert [block.text for block in document.blocks if block.level] == WORDS[:1]
    assert WORDS[1] in texts(document)
    assert [block.text for block in document.blocks if block.is_item] == [WORDS[2]]
    assert [block.cells for block in document.blocks if block.cells] == [("BHV", "zes")]
    assert [block.links for block in document.blocks if block.links] == [("https://a.example/b",)]
    assert [block.text for block in document.blocks if block.in_margin] == ["Versie 3"]
    assert "noot" not in texts(document)


def test_a_pdf_has_pages_and_no_repeated_heads() -> None:
    chapters = ("Pesten", "Brand", "Verzuim", "Klachten")
    pages = "#pagebreak()".join(f"= {name}\n\nDe conciërge loopt ronde {name}.\n" for name in chapters)
    document = read_bytes(
        "plan.pdf", making.pdf('#set page(header: [Plan van de school], numbering: "1")\n' + pages)
    )
    assert document.pages == 4
    assert [block.page for block in document.blocks if "ronde Verzuim" in block.text] == [3]
    assert [block.text for block in document.blocks if block.in_margin] == ["Plan van de school"]


def test_a_picture_in_a_pdf_is_seen() -> None:
    made = BytesIO()
    Image.new("RGB", (4, 4), "red").save(made, "PNG")
    picture = ", ".join(str(byte) for byte in made.getvalue())
    with_picture = making.pdf(
        f'Zie het organogram.\n#image(bytes(({picture})), format: "png")\n#pagebreak()\nTekst.'
    )
    figures = [block.page for block in read_bytes("plan.pdf", with_picture).blocks if block.is_figure]
    assert figures == [1]


def test_three_hundred_pages_of_pdf_are_read_in_seconds(tmp_path: Path) -> None:
    """The aim is 10 s for reading and checking; here reading alone, with room for a busy machine."""
    page = "= Hoofdstuk\n\n" + "De preventiemedewerker bespreekt de uitkomst met het team. " * 30
    (tmp_path / "plan.pdf").write_bytes(making.pdf("#pagebreak()\n".join([page] * 300)))
    began = time.process_time()
    assert read(tmp_path / "plan.pdf").pages == 300
    assert time.process_time() - began < 10


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_the_same_words_come_out_of_every_text(form: str) -> None:
    assert "Wij zorgen voor veiligheid." in texts(
        read_bytes(f"plan.{form}", b"Wij zorgen voor veiligheid.\n")
    )

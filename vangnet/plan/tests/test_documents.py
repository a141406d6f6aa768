"""The plan on paper and as DOCX: complete, marked where it is a draft, silent where it is for the public, and safe."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from lxml import etree

from vangnet.core.letters import typesetting
from vangnet.plan.documents import paper
from vangnet.plan.models import Edition, Paragraph

from .scene import adopted, annex, paragraph, sent_edition, writer

pytestmark = pytest.mark.django_db(databases="__all__")

ADVISER = "Ga naar {{ staffing.confidential_adviser }}."
OFFICERS = "Er zijn {{ staffing.emergency_officers }} BHV'ers."
SECRET = "Meester Paars wordt gevraagd."


def address(thing, reach="whole", form="pdf"):
    name = "plan-edition-document" if isinstance(thing, Edition) else "plan-document"
    return reverse(name, args=[thing.pk, reach, form])


def got(browser, at):
    answer = browser.get(at)
    assert answer.status_code == 200
    return answer.content


def squeezed(text):
    """Without what typesetting puts in and takes out."""
    return re.sub(r"[\s\u00ad\u200b\ufffe-]", "", text)


def pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def on_paper(browser, thing, reach="whole"):
    return "".join(pages(got(browser, address(thing, reach))))


def in_word(browser, thing, reach="whole"):
    word = docx.Document(BytesIO(got(browser, address(thing, reach, "docx"))))
    return squeezed("".join("".join(each.itertext()) for each in word.element.body))


WRITTEN = [on_paper, in_word]


def nl(text):
    with override("nl"):
        return squeezed(gettext(text))


@pytest.fixture
def plan(cast, linde):
    """A paragraph for everybody, one for staff, a gap, and an annex."""
    paragraph(None, cast.bas, chapter="about", title="Van het bestuur", text="Elke school is veilig.")
    paragraph(linde, cast.hanna, title="Wie je aanspreekt", text=f"{ADVISER}\n\n- een\n- twee\n\n{OFFICERS}")
    paragraph(linde, cast.hanna, chapter="handling", title="Alarm", text=SECRET, is_public=False)
    annex(linde, cast.hanna, title="Draaiboek rouw", edition="2025", review_on=date(2027, 3, 1))
    return linde


@pytest.mark.parametrize("written", WRITTEN)
def test_everything_that_stands_in_the_plan_stands_in_the_document(written, as_, cast, plan):
    told = written(as_(cast.hanna), plan)

    for each in ("Van het bestuur", "Elke school is veilig.", "Alarm", SECRET, "vera@example.org", "twee"):
        assert squeezed(each) in told
    for each in ("Draaiboek rouw", "2025", "1 maart 2027", plan.name, plan.board.name):
        assert squeezed(each) in told
    assert "2.1Wiejeaanspreekt" in told


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_not_for_the_public_stands_in_no_public_document(written, as_, cast, plan):
    for thing in (plan, adopted(plan, cast.hanna)):
        told = written(as_(cast.hanna), thing, "public")

        assert "Elkeschoolisveilig." in told
        assert nl("ask the school") in told
        for each in (SECRET, "Alarm", "vera@example.org", "Vera", "Hanna"):
            assert squeezed(each) not in told


@pytest.mark.parametrize("written", WRITTEN)
def test_a_draft_marks_a_gap_with_who_fills_it_and_an_edition_says_in_words_what_was_not_known(
    written, as_, cast, plan
):
    draft = written(as_(cast.hanna), plan)
    edition = written(as_(cast.hanna), adopted(plan, cast.hanna))

    assert nl("Draft") in draft
    assert squeezed("Hanna Test") in draft
    assert nl("not known yet") not in draft
    assert squeezed("Er zijn") + nl("not known yet") + "BHV'ers" in edition
    assert squeezed("Hanna Test") not in edition
    assert nl("Draft") + "," not in edition


def test_a_gap_is_marked_in_colour_as_well_in_a_draft_and_nowhere_in_an_edition(as_, cast, plan):
    marked = b'w:highlight w:val="yellow"'

    def document(thing):
        return ZipFile(BytesIO(got(as_(cast.hanna), address(thing, form="docx")))).read("word/document.xml")

    assert marked in document(plan)
    assert marked not in document(adopted(plan, cast.hanna))


@pytest.mark.parametrize("written", WRITTEN)
def test_the_cover_of_an_edition_tells_its_days_and_its_digest_and_says_so_when_it_is_not_as_it_was(
    written, as_, cast, plan, monkeypatch
):
    edition = adopted(plan, cast.hanna, on=date(2026, 11, 2))
    told = written(as_(cast.hanna), edition)
    assert edition.digest in told
    assert "2november2026" in told
    assert "2november2027" in told
    assert nl("This is not the text that was sent!") not in told

    monkeypatch.setattr(Edition, "is_as_it_was", False)

    assert nl("This is not the text that was sent!") in written(as_(cast.hanna), edition)


def test_an_edition_stays_the_same_to_the_byte_while_the_plan_of_today_changes(as_, cast, plan):
    edition = adopted(plan, cast.hanna)
    before = got(as_(cast.hanna), address(edition))
    row = Paragraph.objects.get(key="wie-je-aanspreekt")
    row.write(1, writer(cast.hanna), title="Anders", text="Nu anders.", chapter="organisation", place=1)

    assert got(as_(cast.hanna), address(edition)) == before
    assert "Nuanders." in on_paper(as_(cast.hanna), plan)


def test_the_paper_says_that_it_can_be_archived_and_read_aloud_and_its_contents_lead_to_pages(
    as_, cast, plan
):
    pdf = got(as_(cast.hanna), address(plan))

    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>A<" in pdf
    assert b"pdfuaid:part>1<" in pdf
    outline = [each.get_title() for each in pypdfium2.PdfDocument(pdf).get_toc()]
    assert any("Wie je aanspreekt" in title for title in outline)
    assert re.search(r"2\.1Wiejeaanspreekt[.]*3", pages(pdf)[1])


HOSTILE = [
    '#read("/etc/passwd") $x^2$ `a` = kop @ref <label> // x /* y */ #eval("1 + 1")',
    "x" * 400,
    "https://www.voorbeeld.example/" + "pad/" * 80 + "?q=1&r=2",
    "😀 fijn 👨\u200d👩\u200d👧 en 王",
    "שלום עולם en مرحبا بالعالم",
    "Regel\u0007 met \u0001 tekens \ufffe \u2028 en \u202e om",
    '| a | b |\n|---|---|\n| #include "x" | ' + "y" * 300 + " |",
    "- # Kop in lijst\n  1. a\n     - b\n       - c\n         - d\n           - e\n\n###### Zes\n\n# Een",
    "[](https://a.example) [**vet** en *schuin*](mailto:a@b.example) ****",
    "| | |\n|---|---|\n| | |",
    "9999999999. groot\n\n999999999. groot",
    "{{ annex:bestaat-niet }}\n\n- {{ staffing.chart }}",
    "\n".join("  " * depth + "- diep" for depth in range(14)),
    "| Wat | Hoe |\n|---|---|\n| Lang | " + "een heel lange cel " * 700 + "|",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_somebody_typed_prints_as_text_and_is_never_carried_out(text, as_, cast, linde):
    paragraph(linde, cast.hanna, title=text.replace("\n", " ")[:120], text=text)

    paper_text = on_paper(as_(cast.hanna), linde)
    word_text = in_word(as_(cast.hanna), linde)

    for told in (paper_text, word_text):
        assert "root:" not in told
        assert nl("Draft") in told
    if text.startswith("#read"):
        assert squeezed('#read("/etc/passwd")$x^2$') in paper_text
        assert squeezed(text) in word_text
    if text.startswith("xxx"):
        assert "x" * 400 in paper_text


def test_no_line_runs_off_the_paper(as_, cast, linde):
    words = ["x" * 300, "https://a.example/" + "pad-" * 90, "e.vanderlangenaam@" + "school" * 12 + ".example"]
    cells = " | ".join(words)
    paragraph(linde, cast.hanna, text="\n\n".join(words) + f"\n\n| {cells} |\n|---|---|---|\n| {cells} |\n")

    document = pypdfium2.PdfDocument(got(as_(cast.hanna), address(linde)))

    for page in document:
        boxes = page.get_textpage()
        rights = [boxes.get_rect(place)[2] for place in range(boxes.count_rects())]
        assert max(rights) < page.get_width() - 60


def test_a_table_of_two_hundred_rows_goes_on_with_its_head_and_loses_none(as_, cast, linde):
    rows = "\n".join(f"| Regel-{place} | Wie {place} |" for place in range(200))
    paragraph(linde, cast.hanna, text=f"| Onderdeel | Naam |\n|---|---|\n{rows}")

    found = pages(got(as_(cast.hanna), address(linde)))

    assert all(squeezed(f"Regel-{place}") + f"Wie{place}" in "".join(found) for place in range(200))
    with_rows = [page for page in found if "Regel" in page]
    assert len(with_rows) > 3
    assert all("OnderdeelNaam" in page for page in with_rows)
    word = docx.Document(BytesIO(got(as_(cast.hanna), address(linde, form="docx"))))
    assert len(word.tables[0].rows) == 201
    assert word.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")
    assert word.tables[0].rows[9]._tr.trPr.xpath("w:cantSplit")


@pytest.mark.parametrize("written", WRITTEN)
def test_a_plan_in_which_nothing_stands_says_so(written, as_, cast, linde):
    assert nl("Nothing is written yet") in written(as_(cast.hanna), linde)


@pytest.mark.parametrize("written", WRITTEN)
def test_the_organisation_chart_stands_in_it_from_the_board_to_the_tasks(written, as_, cast, linde):
    paragraph(linde, cast.hanna, text="Zo is het geregeld.\n\n{{ staffing.chart }}", is_public=False)

    told = written(as_(cast.hanna), linde)

    with override("nl"):
        assert told.index(squeezed("Bas Test")) < told.index(squeezed("Hanna Test")) < told.index("VeraTest")


def test_editions_are_told_to_staff_with_their_remark_and_to_the_public_only_when_adopted(as_, cast, plan):
    first = adopted(plan, cast.hanna, on=timezone.localdate() - timedelta(days=40))
    second = sent_edition(plan, cast.hanna)

    assert nl("with the participation council") in on_paper(as_(cast.hanna), plan)
    assert nl("with the participation council") not in on_paper(as_(cast.hanna), plan, "public")
    assert nl("with the participation council") not in on_paper(as_(cast.hanna), first)
    assert nl("with the participation council") in on_paper(as_(cast.hanna), second)


def test_an_annex_that_everybody_may_see_is_a_link_and_another_is_only_named(as_, cast, linde):
    paragraph(linde, cast.hanna)
    for title, seen_by in (("Open", "public"), ("Dicht", "school")):
        link = f"https://{title.lower()}.example/"
        annex(linde, cast.hanna, title=title, found="link", link=link, seen_by=seen_by)

    pdf = got(as_(cast.hanna), address(linde))
    word = got(as_(cast.hanna), address(linde, form="docx"))

    for content in (pdf, parts_of(word)["word/_rels/document.xml.rels"]):
        assert b"https://open.example/" in content
        assert b"https://dicht.example/" not in content


def parts_of(content):
    archive = ZipFile(BytesIO(content))
    assert archive.testzip() is None
    return {name: archive.read(name) for name in archive.namelist()}


def test_a_docx_is_whole_names_nobody_as_author_and_leads_only_to_what_was_typed(as_, cast, linde):
    paragraph(linde, cast.hanna, text="[site](https://a.example/x?a=1&b=2)\n\n1. een\n\n# Kop\n\n3. drie")
    content = got(as_(cast.hanna), address(linde, form="docx"))

    parts = parts_of(content)
    word = docx.Document(BytesIO(content))

    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    assert not [name for name in parts if re.search("vba|macro|activex|embed|thumbnail", name, re.I)]
    outside = re.findall(rb'Type="[^"]*/(\w+)"[^>]*TargetMode="External"', b"".join(parts.values()))
    assert set(outside) == {b"hyperlink"}
    told = word.core_properties
    assert (told.author, told.last_modified_by, told.language) == (linde.name, linde.name, "nl-NL")
    assert "Hanna" not in str(parts["docProps/core.xml"])
    assert b'w:lang w:val="nl-NL"' in parts["word/styles.xml"].replace(b"\n", b"")
    assert b"TOC \\o" in parts["word/document.xml"]


def test_a_docx_has_real_styles_and_every_list_begins_at_its_own_number(as_, cast, linde):
    paragraph(linde, cast.hanna, text="1. een\n2. twee\n\n## Kop\n\n5. vijf\n\n- punt\n  - dieper")

    word = docx.Document(BytesIO(got(as_(cast.hanna), address(linde, form="docx"))))

    styles = {each.text: each.style.name for each in word.paragraphs if each.text}
    assert styles["een"] == styles["vijf"] == "List Number"
    assert (styles["punt"], styles["dieper"], styles["Kop"]) == ("List Bullet", "List Bullet 2", "Heading 3")
    assert "Heading 1" in styles.values()
    assert "Heading 2" in styles.values()
    numbers = {
        each.text: each._p.pPr.numPr.numId.val for each in word.paragraphs if each.style.name == "List Number"
    }
    assert numbers["een"] == numbers["twee"] != numbers["vijf"]
    starts = word.part.numbering_part.element.xpath(f'//w:num[@w:numId="{numbers["vijf"]}"]//w:startOverride')
    assert [each.val for each in starts] == [5]


def test_names_of_files_are_plain_tell_what_they_are_and_no_two_are_the_same(as_, cast, linde, iep):
    linde.name = 'De "Lïnde"\r\n; x'
    linde.save()
    paragraph(linde, cast.hanna)
    edition = adopted(linde, cast.hanna)
    every = [
        address(thing, reach, form)
        for thing in (linde, edition)
        for reach in ("whole", "public")
        for form in ("pdf", "docx")
    ]

    headers = [as_(cast.hanna).get(each)["Content-Disposition"] for each in every]

    assert len(set(headers)) == len(every)
    assert all(
        re.fullmatch(r'attachment; filename="veiligheidsplan-[a-z0-9-]+\.(pdf|docx)"', each)
        for each in headers
    )
    assert "veiligheidsplan-de-linde-x-99xa00-uitgave-1.pdf" in headers[4]


def test_a_download_runs_nothing_and_is_kept_nowhere(as_, cast, plan):
    for form, kind in (("pdf", "application/pdf"), ("docx", "application/vnd.openxmlformats")):
        answer = as_(cast.hanna).get(address(plan, form=form))

        assert answer["Content-Type"].startswith(kind)
        assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
        assert answer["Cache-Control"] == "no-store, private"


def test_the_page_of_the_plan_and_that_of_an_edition_offer_every_form(as_, cast, plan):
    edition = adopted(plan, cast.hanna)

    for thing, page in ((plan, "plan-school"), (edition, "plan-edition")):
        shown = as_(cast.marit).get(reverse(page, args=[thing.pk])).content.decode()
        for reach in ("whole", "public"):
            assert f'href="{address(thing, reach, "pdf")}"' in shown
            assert f'href="{address(thing, reach, "docx")}"' in shown


@pytest.mark.parametrize(("reach", "form"), [("whole", "txt"), ("everything", "pdf"), ("public", "html")])
def test_another_form_is_not_found(reach, form, as_, cast, plan):
    assert as_(cast.hanna).get(address(plan, reach, form)).status_code == 404


def public_pdf():
    return Client().get(reverse("plan-public-pdf", args=["99xa00"]))


def test_the_public_takes_along_what_is_published_and_nothing_else(as_, cast, plan):
    assert public_pdf().status_code == 404
    adopted(plan, cast.hanna)
    assert public_pdf().status_code == 404
    adopted(plan, cast.hanna, is_published=True)

    told = "".join(pages(public_pdf().content))

    assert "Elkeschoolisveilig." in told
    assert squeezed(SECRET) not in told
    page = Client().get(reverse("plan-public", args=["99xa00"])).content.decode()
    assert reverse("plan-public-pdf", args=["99xa00"]) in page


def test_what_the_public_asks_again_is_not_set_again(monkeypatch, cast, plan):
    adopted(plan, cast.hanna, is_published=True)
    first = public_pdf().content
    monkeypatch.setattr(typesetting, "_set", None)

    assert public_pdf().content == first


def test_a_link_to_a_paragraph_stays_when_its_title_and_place_change(as_, cast, plan):
    adopted(plan, cast.hanna, on=timezone.localdate() - timedelta(days=9), is_published=True)
    row = Paragraph.objects.get(key="wie-je-aanspreekt")
    row.write(
        1, writer(cast.hanna), title="Bij wie je terecht kunt", text="Bij ons.", chapter="handling", place=1
    )
    adopted(plan, cast.hanna, is_published=True)

    page = Client().get(reverse("plan-public", args=["99xa00"])).content.decode()

    assert '<h3 id="wie-je-aanspreekt">6.1 Bij wie je terecht kunt' in page
    assert b"(wie-je-aanspreekt)" in public_pdf().content


def test_when_no_paper_can_be_made_the_reader_is_told_and_nothing_is_quoted(
    as_, cast, plan, monkeypatch, caplog
):
    def refuses(*_arguments):
        raise typesetting.NotTypeset(paper.TEMPLATE)

    monkeypatch.setattr(paper, "typeset", refuses)
    answer = as_(cast.hanna).get(address(plan), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("plan-school", args=[plan.pk])
    assert "Elke school is veilig" not in caplog.text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_document_asks_as_many_questions_of_a_plan_ten_times_as_long(form, as_, cast, plan):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            got(as_(cast.hanna), address(plan, form=form))
        return len(asked)

    questions()
    before = questions()
    for place in range(20):
        paragraph(plan, cast.hanna, title=f"Nog een {place}", text=f"{ADVISER} {OFFICERS}")
        annex(plan, cast.hanna, title=f"Bijlage {place}")

    assert questions() == before

"""A letter on paper: complete, reproducible, archivable, and what people typed is never markup."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from vangnet.core.letters import typesetting
from vangnet.core.letters.tests.on_paper import squeezed, text_of
from vangnet.core.letters.typesetting import NotTypeset, Sheet, pdf_of

NOW = datetime(2026, 11, 26, 10, 15, tzinfo=UTC)


def a_sheet(**changed):
    told = {
        "language": "nl",
        "sender": ("De Linde", "Dorpsstraat 1", "7641 AA Wierden"),
        "addressee": ("Aan de ouders van Zoë Yılmaz",),
        "dated": "Wierden, 26 november 2026",
        "subject": "Schorsing",
        "reference": "BCDF-0123",
        "paragraphs": ("Geachte ouders,", "Wij schorsen Zoë.\nDat doen wij voor twee dagen."),
        "signed": ("Hanna Test", "directeur"),
    }
    return Sheet(**{**told, **changed})


def test_the_same_sheet_gives_the_same_bytes_and_another_sheet_others():
    assert pdf_of(a_sheet(), NOW) == pdf_of(a_sheet(), NOW)
    assert pdf_of(a_sheet(), NOW) != pdf_of(a_sheet(subject="Verwijdering"), NOW)


def test_it_says_that_it_can_be_archived_and_read_aloud():
    made = pdf_of(a_sheet(), NOW)

    assert made.startswith(b"%PDF-")
    assert b"pdfaid:part>2<" in made
    assert b"pdfuaid:part>1<" in made
    assert b"/Lang (nl" in made or b"/Lang(nl" in made


@pytest.mark.parametrize(
    "typed",
    ['#read("/etc/passwd")', '#eval("1 + 1")', "= kop *vet* _schuin_", "$x^2$ \\ @ref <label>", "“”‘’ €—é"],
)
def test_what_somebody_typed_is_shown_and_never_carried_out(typed):
    assert pdf_of(a_sheet(paragraphs=(typed,), subject=typed, addressee=(typed,)), NOW).startswith(b"%PDF-")


def test_every_letter_of_the_alphabets_of_europe_is_drawn():
    typed = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x180)))

    assert squeezed(typed) in squeezed(text_of(pdf_of(a_sheet(paragraphs=(typed,)), NOW)))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Fijn 😀 gesprek", "Fijn [grinning face] gesprek"),
        ("Over \u738b en \u0007", "Over [cjk unified ideograph-738b] en [u+0007]"),
        ("Een\ttab", "Een tab"),
        ('Met "\\u{7}" en \\t 🙂', 'Met "\\u{7}" en \\t [slightly smiling face]'),
    ],
)
def test_a_sign_that_no_font_has_is_told_by_its_name_and_keeps_no_letter_from_being_made(typed, shown):
    assert squeezed(shown) in squeezed(text_of(pdf_of(a_sheet(paragraphs=(typed,)), NOW)))


def test_a_whole_alphabet_that_no_font_has_is_named_sign_by_sign():
    typed = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))

    shown = squeezed(text_of(pdf_of(a_sheet(paragraphs=(typed,)), NOW)))

    assert "[cjkunifiedideograph4e00][cjkunifiedideograph4e01]" in shown
    assert "[cjkunifiedideograph4f2b]" in shown


def test_what_can_not_be_set_is_refused_without_quoting_it():
    with pytest.raises(NotTypeset) as refused:
        pdf_of(a_sheet(language="geheim-woord"), NOW)

    assert "geheim" not in f"{refused.value} {refused.value.__context__}"


def test_a_long_letter_goes_on_to_a_second_page():
    made = pdf_of(a_sheet(paragraphs=("Wij schrijven u hierover. " * 40,) * 12), NOW)

    assert made.count(b"/Type/Page") + made.count(b"/Type /Page") > 2


def test_a_sheet_is_read_back_as_it_was_written():
    sheet = a_sheet()

    assert pdf_of(Sheet.read(sheet.written()), NOW) == pdf_of(sheet, NOW)


def test_one_compiler_stays_warm_for_every_letter():
    typesetting._compiler.cache_clear()
    for subject in ("Schorsing", "Verwijdering", "Uitnodiging"):
        pdf_of(a_sheet(subject=subject), NOW)

    assert typesetting._compiler.cache_info().misses == 1


def test_a_moment_finer_than_a_second_makes_no_other_letter():
    assert pdf_of(a_sheet(), NOW.replace(microsecond=123)) == pdf_of(a_sheet(), NOW)


def test_the_typesetter_is_not_loaded_to_start():
    asks = "import django, sys; django.setup(); import vangnet.config.urls; print('typst' in sys.modules)"
    child = subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True, timeout=120
    )

    assert child.stdout.split() == ["False"]

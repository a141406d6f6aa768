"""Invented plans with everything that must come out of them."""

from datetime import date
from pathlib import Path

import pytest

from vangnet.core.people.roles import Role
from vangnet.plan.bring.proposed import Proposals, Why
from vangnet.plan.bring.proposing import ROOM, proposals
from vangnet.plan.check.reading import read, read_bytes
from vangnet.plan.check.tests import making
from vangnet.plan.models.paragraphs import LONGEST_TEXT
from vangnet.plan.text import named_in

DAY = date(2026, 11, 26)
PLANS = Path(__file__).parents[2] / "check/tests/plans"


def brought(text: str, form: str = "md") -> Proposals:
    return proposals(read_bytes(f"plan.{form}", text.encode()), DAY)


def test_the_lighthouse_gives_its_paragraphs_in_our_chapters():
    found = proposals(read(PLANS / "vuurtoren.md"), DAY)

    assert [(each.title, str(each.chapter)) for each in found.paragraphs] == [
        ("Veiligheidsplan basisschool De Vuurtoren", "about"),
        ("Waarvoor dit plan is", "about"),
        ("Wie welke taak heeft", "organisation"),
        ("Pesten", "preventing"),
        ("Meten", "noticing"),
        ("Toezicht en uitjes", "preventing"),
        ("Discriminatie", "preventing"),
        ("Scholing", "training"),
        ("Incidenten en ongevallen", "handling"),
        ("Meldcode", "noticing"),
        ("Seksueel misdrijf door iemand van de school", "handling"),
        ("Fysiek ingrijpen", "handling"),
        ("Agressie van ouders", "handling"),
        ("Strafbare feiten", "handling"),
        ("Schorsen en verwijderen", "handling"),
        ("Klachten", "handling"),
        ("Verzuim", "preventing"),
        ("Ingrijpende gebeurtenissen", "handling"),
        ("RI&E", "building"),
        ("BHV en ontruiming", "building"),
        ("Gebouw, plein en brandveiligheid", "building"),
        ("Medicijnen", "preventing"),
        ("Privacy", "organisation"),
        ("Evaluatie", "improving"),
    ]
    assert [(each.why, each.where.quote) for each in found.left_out if each.why is Why.HEADING] == [
        (Why.HEADING, "3 Voorkomen"),
        (Why.HEADING, "4 Als er iets gebeurt"),
        (Why.HEADING, "5 Gebouw en gezondheid"),
    ]


def test_the_lighthouse_gives_its_duties_annexes_and_tasks():
    found = proposals(read(PLANS / "vuurtoren.md"), DAY)

    assert [(each.often, each.number, str(each.role)) for each in found.duties if not each.already] == [
        ("week", 1, "coach"),
        ("times_a_year", 1, "head"),
        ("times_a_year", 1, "safety_coordinator"),
    ]
    assert [each.already for each in found.duties if each.already] == [
        "staffing.functionaries_on_website",
        "staffing.training_plan",
        "hazards.assessment",
        "hazards.evaluation",
        "staffing.emergency_refresher",
        "emergencies.drill",
        "building.fire_alarm_test",
        "building.extinguishers_maintenance",
        "building.playground_inspection",
        "plan.review",
    ]
    assert [(each.title, each.edition, each.is_in_development) for each in found.annexes] == [
        ("Meldcode", "2, mei 2025", False),
        ("Klachtenregeling", "3, januari 2026", False),
        ("Ontruimingsplan", "6, september 2026", False),
    ]
    assert {(each.role, each.name) for each in found.tasks} == {
        (role, "")
        for role in (
            Role.EMERGENCY_OFFICER,
            Role.CONFIDENTIAL_ADVISER,
            Role.ANTI_BULLYING_COORDINATOR,
            Role.BULLYING_CONTACT,
            Role.CHILD_PROTECTION_OFFICER,
            Role.PREVENTION_OFFICER,
            Role.SAFETY_COORDINATOR,
        )
    }
    assert found.partners == ()


def test_the_cornflower_gives_the_people_that_it_names():
    found = proposals(read(PLANS / "held_out/korenbloem.md"), DAY)

    assert {(str(each.role), each.name) for each in found.tasks if each.name} == {
        ("child_protection_officer", "Anouk Terpstra"),
        ("prevention_officer", "Henk Bosveld"),
        ("safety_coordinator", "Henk Bosveld"),
    }
    assert [(each.often, each.number) for each in found.duties if not each.already] == [
        ("times_a_year", 1),
        ("years", 3),
    ]
    assert [each.name for each in found.partners] == ["Gemeente"]
    template = [each.where.quote for each in found.left_out if each.why is Why.TEMPLATE]
    assert template == [
        "Dit format kan door elke school van de stichting worden gebruikt. Pas de gele tekst aan voor de eigen school.",
        "Beschrijf hier hoe ouders betrokken zijn bij het beleid.",
    ]


def test_what_names_people_is_not_for_the_public():
    found = proposals(read(PLANS / "held_out/korenbloem.md"), DAY)

    assert [each.title for each in found.paragraphs if not each.is_public] == ["Wie doet wat"]
    long = "Wij letten op elkaar. " * 40
    (reached,) = brought(f"{long} Bel 06-12345678 als het niet gaat. {long}").paragraphs
    assert not reached.is_public


def test_the_keys_are_the_same_each_time_it_is_read():
    def keys():
        found = proposals(read(PLANS / "held_out/korenbloem.md"), DAY)
        every = (*found.paragraphs, *found.duties, *found.annexes, *found.partners, *found.tasks)
        return [each.key for each in every]

    assert keys() == keys()
    assert len(set(keys())) == len(keys())


def test_a_list_of_contacts_gives_firms_with_how_to_reach_them():
    found = brought(
        "# 1 Wie komt er langs\n\n"
        "| Wie | Telefoon | Mail |\n|---|---|---|\n"
        "| Blus en Zo | 0546-123456 | bel@blus.example |\n\n"
        "- Gemeente Wierden: 14 0546, meldpunt@wierden.example\n"
        "- Preventiemedewerker: Noor de Vries, 06-12345678\n"
    )

    assert [(each.name, each.kind, each.phone, each.email) for each in found.partners] == [
        ("Blus en Zo", "firm", "0546-123456", "bel@blus.example"),
        ("Gemeente Wierden", "municipality", "14 0546", "meldpunt@wierden.example"),
    ]
    assert [each.name for each in found.tasks] == ["Noor de Vries"]


def test_a_long_section_becomes_several_paragraphs_cut_at_its_headings():
    piece = "Wij letten op elkaar en zeggen het als iets niet goed gaat. " * 150
    found = brought(f"# 1 Pesten\n\n#### Vooraf\n\n{piece}\n\n#### Daarna\n\n{piece}\n\n# 2 Slot\n\nKlaar.\n")

    assert [each.title for each in found.paragraphs] == ["Pesten", "Pesten: Daarna", "Slot"]
    assert all(len(each.text) <= LONGEST_TEXT for each in found.paragraphs)


def test_one_sentence_without_end_is_cut_and_nothing_of_it_lost():
    found = brought(f"# 1 Pesten\n\n{'woord ' * 8000}\n\n# 2 Slot\n\nKlaar.\n")

    assert sum(each.text.count("woord") for each in found.paragraphs) == 8000
    assert all(len(each.text) <= ROOM for each in found.paragraphs)


def test_a_plan_without_a_heading_is_one_paragraph_with_its_first_words_as_title():
    (paragraph,) = brought("Wij letten op elkaar. Een klacht hoort de directeur.\n").paragraphs

    assert paragraph.title == "Wij letten op elkaar. Een klacht hoort de directeur."
    assert paragraph.text == paragraph.title


def test_what_looks_like_a_fact_in_the_file_is_text_here():
    found = brought("# 1 Pesten\n\nWij heten {{ naam }} en {{ duties.kept }}.\n\n# 2 Slot\n\nKlaar.\n")

    assert [named_in(each.text) for each in found.paragraphs] == [(), ()]


@pytest.mark.parametrize(
    ("sentence", "live"),
    [
        ("Er zijn ? BHV'ers aanwezig.", [("?", "staffing.emergency_officers")]),
        ("De school heeft zes bedrijfshulpverleners.", [("zes", "staffing.emergency_officers")]),
        ("Op maandag zijn er 3 BHV'ers nodig.", []),
        ("Er zijn altijd twee BHV'ers aanwezig.", []),
    ],
)
def test_a_number_of_emergency_officers_comes_from_the_register(sentence, live):
    found = brought(f"# 1 BHV\n\n{sentence}\n\n# 2 Slot\n\nKlaar.\n")

    assert list(found.paragraphs[0].live) == live


@pytest.mark.parametrize(
    ("sentence", "often"),
    [
        ("Wij bespreken dit iedere maand met het team.", ("months", 1)),
        ("Wij bespreken dit twee keer per jaar met het team.", ("times_a_year", 2)),
        ("Wij bespreken dit om de vijf maanden met het team.", ("months", 5)),
        ("Wij bespreken dit eens in de vier jaar met het team.", ("years", 4)),
        ("Wij bespreken dit elke week met het team.", ("week", 1)),
        ("Wij bespreken dit om het jaar met het hele team.", ("years", 2)),
        ("De uitkomst van de jaarlijkse vragenlijst bespreken wij met het team.", None),
    ],
)
def test_a_rhythm_becomes_one_of_a_duty(sentence, often):
    found = brought(f"# 1 Overleg\n\n{sentence}\n\n# 2 Slot\n\nKlaar.\n")

    assert [(each.often, each.number) for each in found.duties] == ([often] if often else [])


def test_a_word_file_gives_its_headings_lists_and_tables():
    body = (
        making.paragraph("Pesten", '<w:pStyle w:val="Kop1"/>')
        + making.paragraph("Wij staan naast wie gepest wordt.")
        + making.paragraph("Luisteren", '<w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + making.paragraph("Helpen", '<w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + making.paragraph("Klachten", '<w:pStyle w:val="Kop1"/>')
        + making.paragraph("Een klacht hoort de directeur.")
    )

    found = proposals(read_bytes("plan.docx", making.word(body)), DAY)

    assert [(each.title, each.text) for each in found.paragraphs] == [
        ("Pesten", "Wij staan naast wie gepest wordt.\n\n- Luisteren\n- Helpen"),
        ("Klachten", "Een klacht hoort de directeur."),
    ]

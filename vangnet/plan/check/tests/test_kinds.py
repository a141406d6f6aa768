"""Each kind of fault: texts in which it must be found, and texts that look like it and are right."""

import pytest

from vangnet.plan.check.kinds import KINDS

from . import cases, making

FOUND = [
    ("placeholder", "Op school zijn ? BHV'ers aanwezig."),
    ("placeholder", "De directeur is [naam invullen] van de school."),
    ("placeholder", "Het telefoonnummer is XXX van de school."),
    ("placeholder", "Contactpersoon: ......"),
    ("placeholder", "De datum is nog in te vullen door de school."),
    ("template-text", "Welke onderwerpen moet je minimaal beschrijven?"),
    ("template-text", "Beschrijf hier de visie van je school."),
    ("template-text", "Dit sjabloon kan door iedere school worden gebruikt."),
    ("template-text", "Hierin opnemen: de afspraken over pauzes."),
    ("contradiction-number", "Er zijn zes BHV'ers op school.\n\nDe 4 BHV'ers oefenen samen."),
    ("contradiction-number", "Op school zijn ? BHV'ers.\n\nDe vier BHV'ers oefenen samen."),
    ("contradiction-number", "De meldcode heeft vijf stappen.\n\nWij volgen de zes stappen van de meldcode."),
    ("contradiction-status", "De gedragscode is vastgesteld.\n\nBijlagen\n\n- Gedragscode (in ontwikkeling)"),
    ("contradiction-status", "Wij houden ons aan het rouwprotocol.\n\nHet rouwprotocol wordt nog geschreven."),
    ("contradiction-function", "Wij zoeken nog een vertrouwenspersoon.\n\nDe vertrouwenspersoon luistert naar hen."),
    ("contradiction-rhythm", "De veiligheidsmonitor is jaarlijks.\n\nDe veiligheidsmonitor is er elke twee jaar."),
    ("rhythm-law", "De veiligheidsbeleving meten wij eens in de drie jaar."),
    ("rhythm-law", "De lift wordt elke twee jaar gekeurd."),
    ("rhythm-law", "De ontruimingsoefening is om het jaar."),
    ("rhythm-law", "Een leerling kan tien schooldagen worden geschorst. Hij wordt 10 schooldagen geschorst."),
    ("claim", "Leraren vallen niet onder de Wet BIG."),
    ("claim", "De school kan beslissen tot een melding bij Veilig Thuis of tot het organiseren van hulp."),
    ("claim", "De gemeente is verantwoordelijk voor het onderhoud."),
    ("role-without-person", "De preventiemedewerker let op gevaren."),
    ("roles-combined", "De vertrouwenspersoon is tevens pestcoördinator."),
    ("names-of-function", "De pestcoördinator helpt.\n\nDe antipestcoördinator belt."),
    ("names-of-function", "Het staat in het kinddossier.\n\nWij sluiten het leerlingdossier."),
    ("person-named", "De vertrouwenspersoon is Anna Verhoeven."),
    ("person-named", "Ga met een klacht naar mevrouw De Boer."),
    ("missing-reference", "De taken staan in onderstaand organogram."),
    ("missing-reference", "Zie bijlage 7 voor het formulier."),
    ("missing-reference", "Meer staat in paragraaf 4.2.\n\n# 1 Begin\n\nTekst."),
    ("missing-reference", "Zie het document omgang met ouders."),
    ("empty-reference", "Deze instrumenten leveren ook beelden van groepen op."),
    ("empty-reference", "Het aanbod staat hieronder:\n\n# Volgende\n\nTekst."),
    ("annex-without-place", "Bijlagen:\n\n- Pestprotocol\n- Gedragscode"),
    ("document-not-listed", "Wij handelen volgens het rouwprotocol.\n\nBijlagen:\n\n- Gedragscode"),
    ("link", "Zie [hier](http://school.example/plan)."),
    ("link", "Zie https://school.example/het plan.pdf voor meer."),
    ("link", "Zie https://school.example/a en https://school.example/a nog eens."),
    ("place-unreachable", "Het plan staat op de X-schijf."),
    ("outdated", "Wij bellen het AMK."),
    ("outdated", "Wij volgen NEN 8112-2."),
    ("outdated", "# 4 Kwaliteitswet\n\nTekst."),
    ("expired-period", "Het schoolplan 2019-2023 is leidend."),
    ("expired-period", "In Koers 22 staan onze waarden."),
    ("vague-term", "Wij bespreken dit regelmatig."),
    ("vague-term", "De school meldt het zo spoedig mogelijk."),
    ("promise", "Wij gaan nog een cursus volgen."),
    ("promise", "Het protocol wordt nog geschreven."),
    ("act-without-actor", "Ongevallen worden geregistreerd."),
    ("unknown-abbreviation", "De ZAT komt bijeen."),
    ("unknown-abbreviation", "Het IPB staat op papier."),
    ("unknown-abbreviation", "Afspraken over de lln. staan hier."),
    ("cut-off", "Het logboek van de ronde ligt bij de"),
    ("cut-off", "Het logboek ligt bij de\nSpeeltoestellen worden gekeurd."),
    ("doubled", "Een zin die lang genoeg is om op te vallen als hij twee keer voorkomt.\n\nTussen.\n\n"
     "Een zin die lang genoeg is om op te vallen als hij twee keer voorkomt."),
    ("slip", "Dit besluit neemt de bestuur."),
    ("slip", "De risico's worden ge-inventariseerd."),
    ("slip", "Wij gaan in in gesprek."),
]  # fmt: skip

RIGHT = [
    ("placeholder", "Is het probleem niet verholpen? Dan belt de ouder."),
    ("placeholder", "Zie https://school.example/a/....pdf en [de gids](https://school.example)."),
    ("template-text", "Hierin benoemen wij de rechten van ouders."),
    ("template-text", "Wie een klacht heeft, praat eerst met de leerkracht."),
    ("template-text", "Hoe wij met ruzies omgaan, staat in de gedragscode."),
    ("contradiction-number", "Er zijn zes BHV'ers op school.\n\nEr zijn altijd twee BHV'ers aanwezig."),
    ("contradiction-number", "Er zijn zes BHV'ers.\n\nDe zes BHV'ers oefenen in maart."),
    ("contradiction-status", "De gedragscode is vastgesteld.\n\nHet rouwprotocol wordt nog geschreven."),
    ("contradiction-function", "De vertrouwenspersoon luistert naar ieder kind."),
    ("contradiction-rhythm", "De veiligheidsmonitor is jaarlijks.\n\nWij bespreken de veiligheidsmonitor ieder jaar."),
    ("rhythm-law", "De RI&E maken wij elke vier jaar; het plan van aanpak bespreken wij ieder jaar."),
    ("rhythm-law", "De ontruiming oefenen wij twee keer per jaar."),
    ("rhythm-law", "Een leerling wordt maximaal vijf schooldagen geschorst."),
    ("claim", "Voorbehouden handelingen doet een leraar alleen met een bekwaamheidsverklaring."),
    ("role-without-person", "De preventiemedewerker staat in het overzicht op de website."),
    ("role-without-person", "De preventiemedewerker is de conciërge."),
    ("roles-combined", "De vertrouwenspersoon verwijst door naar de pestcoördinator."),
    ("names-of-function", "De BHV'er helpt.\n\nDe bedrijfshulpverlener belt."),
    ("person-named", "De vertrouwenspersoon werkt samen met Veilig Thuis."),
    ("person-named", "| Vertrouwenspersoon | Anna Verhoeven |\n|---|---|"),
    ("person-named", "De directeur van De Tjalk schrijft dit plan."),
    ("missing-reference", "De taken staan in onderstaand organogram.\n\n![organogram](o.png)"),
    ("missing-reference", "Zie bijlage 1.\n\nBijlagen\n\n- Bijlage 1: Gedragscode"),
    ("missing-reference", "Dit volgt uit artikel 4 en paragraaf 9.9 van de schoolgids.\n\n# 1 Begin\n\nTekst."),
    ("empty-reference", "Wij gebruiken twee instrumenten. Deze instrumenten leveren beelden op."),
    ("empty-reference", "Het aanbod staat hieronder:\n\n- cursus"),
    ("annex-without-place", "Bijlagen:\n\n- Pestprotocol, versie 2 van mei 2025, op de website"),
    ("document-not-listed", "Wij handelen volgens het pestprotocol.\n\nBijlagen:\n\n- Anti-pestprotocol"),
    ("link", "Zie [hier](https://school.example/plan) of mail naar info@school.example."),
    ("place-unreachable", "Het plan staat op de website."),
    ("outdated", "Wij bellen Veilig Thuis en volgen NEN 8112:2017."),
    ("expired-period", "Het schoolplan 2025-2029 is leidend."),
    ("vague-term", "Op elke markt komt regelmatig muziek voor."),
    ("promise", "Wij gaan in maart 2027 een cursus volgen."),
    ("act-without-actor", "Ongevallen worden door de conciërge geregistreerd."),
    ("act-without-actor", "De conciërge registreert ongevallen."),
    ("unknown-abbreviation", "Het zorgadviesteam (ZAT) komt bijeen. De ZAT besluit."),
    ("unknown-abbreviation", "De BHV'er, de MR en de GGD helpen."),
    ("unknown-abbreviation", "LET OP DE DEUR GAAT DICHT"),
    ("cut-off", "Het logboek ligt bij de conciërge."),
    ("cut-off", "Meer staat op\n\nhttps://school.example/a"),
    ("doubled", "Korte zin.\n\nTussen.\n\nKorte zin."),
    ("slip", "Het bestuur verwijdert pas als het de ouders heeft gehoord."),
    ("slip", "Dat dat gebeurt, is goed geregeld."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [*FOUND, *cases.FOUND])
def test_it_is_found(kind: str, text: str) -> None:
    form = "txt" if kind == "cut-off" else "md"
    assert making.found(kind, text, form), text


@pytest.mark.parametrize(("kind", "text"), [*RIGHT, *cases.RIGHT])
def test_what_is_right_is_left_alone(kind: str, text: str) -> None:
    form = "txt" if kind == "cut-off" else "md"
    assert not making.quotes(kind, text, form)


def test_every_kind_is_tried_both_ways() -> None:
    """What is about the plan as a whole has tests of its own, in test_whole.py."""
    whole = {"topic-absent", "demand-missing", "missing-formality"}
    keys = [kind.key for kind in KINDS]
    assert len(keys) == len(set(keys))
    found, right = ({kind for kind, _ in each} for each in ([*FOUND, *cases.FOUND], [*RIGHT, *cases.RIGHT]))
    assert found == right == set(keys) - whole


def test_a_finding_says_where_and_why() -> None:
    (finding,) = making.found("outdated", "# 3 Zorg\n\nEerst dit.\nDaarna bellen wij het AMK.\n")
    assert (finding.place.line, finding.place.chapter) == (4, "3 Zorg")
    assert finding.quote == "Daarna bellen wij het AMK."
    assert "“AMK”" in str(finding.why)
    assert "Veilig Thuis" in str(finding.why)

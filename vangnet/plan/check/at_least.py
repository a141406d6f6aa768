"""How often something must be done at least, each with where that comes from and the words by which it is recognised."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.topics import Words


@dataclass(frozen=True)
class Rhythm:
    """`months` is the longest that may lie between two times, 0 when the law gives none.

    A clause is about it when it has its `words`, also those of `also` where there are such, and none of `unless`.
    """

    what: str
    words: Words
    months: int
    source: str
    serious: bool = False
    also: Words | None = None
    unless: Words | None = None


RHYTHMS = (
    Rhythm(
        _("the survey of how safe pupils feel"),
        Words(
            r"veiligheids?beleving|veiligheidsmonitor|monitor (?:sociale )?veiligheid|gevoelens van veiligheid|veiligheidsmeting|veiligheidsthermometer|hoe veilig (?:de )?(?:leerlingen|kinderen)",
            whole=True,
        ),
        12,
        "Inrichtingsbesluit WPO art. 2.5",
        serious=True,
    ),
    Rhythm(
        _("the risk assessment (RI&E)"),
        Words(r"ri&e|rie\b|risico-?inventarisatie", whole=True),
        48,
        "Arbocatalogus PO",
        unless=Words(
            r"plan van aanpak|(?<!en -)(?<!-)evaluatie|geëvalueerd|besproken|bijgesteld|bespreken|geactualiseerd"
        ),
    ),
    Rhythm(
        _("the action plan of the risk assessment (RI&E)"),
        Words(r"plan van aanpak", whole=True),
        12,
        "Arbocatalogus PO",
    ),
    Rhythm(
        _("the evacuation drill"),
        Words(
            r"ontruimingsoefening\w*|ontruim\w* (?:\w+ ){0,4}geoefend|ontruiming\w* (?:geoefend|oefenen)|oefen\w* (?:\w+ ){0,6}ontruim\w*|ontruimingsplan (?:\w+ ){0,6}geoefend|ontruimingsplan oefenen|brandoefening\w*",
            whole=True,
        ),
        12,
        _("Arbowet art. 15; custom in the sector"),
        serious=True,
    ),
    Rhythm(
        _("the refresher course of emergency officers (BHV'ers)"),
        Words(r"herhalingscursus|bhv-?herhaling|nascholing bhv|herhaling\b", whole=True),
        0,
        "Arbowet art. 15",
    ),
    Rhythm(
        _("the inspection of play equipment"),
        Words(r"speeltoestel\w*", whole=True),
        12,
        "PO-Raad, Keuringen",
    ),
    Rhythm(
        _("the inspection of gym equipment"),
        Words(r"gymtoestel\w*|gymzaal|speelzaal|speellokaal|bewegingsonderwijs", whole=True),
        12,
        "PO-Raad, Keuringen",
        also=Words(r"keur|controle|nagekeken|inspect"),
    ),
    Rhythm(
        _("the inspection of fire extinguishers and hoses"),
        Words(r"blusmiddelen|brandblussers?|blustoestellen|handblussers?|brandslangen", whole=True),
        24,
        "Besluit bouwwerken leefomgeving; NEN 2559",
        serious=True,
    ),
    Rhythm(
        _("the inspection of the lift"),
        Words(r"\blift(?:en)?\b", whole=True),
        18,
        "Warenwetbesluit liften",
        serious=True,
    ),
    Rhythm(
        _("the maintenance of the fire alarm system"),
        Words(r"brandmeldinstallatie|brandmeldcentrale|\bbmi\b", whole=True),
        12,
        "NEN 2654-1",
        also=Words(r"onderhoud|gekeurd|keuring"),
    ),
    Rhythm(
        _("the inspection of emergency lighting"),
        Words(r"noodverlichting", whole=True),
        12,
        "PO-Raad, Keuringen",
    ),
    Rhythm(
        _("looking back on incidents"),
        Words(
            r"incidentenregistratie|incidentenregister|register van incidenten|registratie van incidenten",
            whole=True,
        ),
        12,
        "Inspectie, Onderzoekskader VS1",
        also=Words(r"evalu|bespr|analys"),
    ),
    Rhythm(
        _("revising this plan"),
        Words(r"(?:dit|het) (?:school)?veiligheidsplan", whole=True),
        48,
        _("proposal of Vangnet"),
        also=Words(r"evalu|bijgesteld|geactualiseerd|herzien|bespr|aangepast"),
    ),
)

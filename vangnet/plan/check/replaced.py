"""Acts of law, norms and names that were replaced: by what, since when, and where that stands.

A source "Vangnet, not looked up" is what we know ourselves and found in no source.
"""
# ruff: noqa: E501  (words are easier to read and to search on one line)

from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.topics import Words

UNSOUGHT = _("Vangnet, not looked up")


@dataclass(frozen=True)
class Replaced:
    words: Words
    since: str
    now: str
    source: str = UNSOUGHT


REPLACED = (
    Replaced(
        Words(r"kwaliteitswet", whole=True),
        _("the complaints procedure is part of the WPO"),
        _("WPO art. 14 (complaints procedure)"),
    ),
    Replaced(
        Words(r"nta[ -]?8112(?:-\d)?|nen[ -]?8112[ -:](?:-?[1-9]\d?\b(?!\d)|2010)", whole=True),
        "2017",
        "NEN 8112:2017",
        "gemeente Almere, NEN 8112",
    ),
    Replaced(
        Words(r"bouwbesluit(?: 2012| 2003)?", whole=True),
        _("1 January 2024"),
        "Besluit bouwwerken leefomgeving (Bbl)",
        "Besluit bouwwerken leefomgeving",
    ),
    Replaced(
        Words(r"gebruiksbesluit|gebruiksvergunning(?: van de brandweer)?", whole=True),
        "2012",
        "Besluit bouwwerken leefomgeving (Bbl)",
    ),
    Replaced(
        Words(r"besluit liften", whole=True),
        "2016",
        "Warenwetbesluit liften 2016",
    ),
    Replaced(
        Words(r"wbp|wet bescherming persoonsgegevens", whole=True),
        _("25 May 2018"),
        "AVG",
    ),
    Replaced(
        Words(r"amk|advies-? en meldpunt kindermishandeling", whole=True),
        _("1 January 2015"),
        "Veilig Thuis",
        "Wmo 2015",
    ),
    Replaced(
        Words(r"bureau jeugdzorg|bjz", whole=True),
        _("1 January 2015"),
        _("Veilig Thuis, the neighbourhood team (wijkteam) or a certified institution for youth care"),
        "Jeugdwet",
    ),
    Replaced(
        Words(r"wet op de jeugdzorg", whole=True),
        _("1 January 2015"),
        "Jeugdwet",
        "Jeugdwet",
    ),
    Replaced(
        Words(r"zedenmisdrij(?:f|ven)|zedendelict(?:en)?|misdrij(?:f|ven) tegen de zeden", whole=True),
        _("1 July 2024"),
        _("sexual offence (Wet seksuele misdrijven)"),
    ),
    Replaced(
        Words(r"inspectie szw|arbeidsinspectie szw", whole=True),
        "2022",
        _("Netherlands Labour Authority (Nederlandse Arbeidsinspectie)"),
    ),
    Replaced(
        Words(r"wsns|weer samen naar school", whole=True),
        _("1 August 2014"),
        _("the regional partnership of schools (samenwerkingsverband passend onderwijs)"),
    ),
    Replaced(
        Words(
            r"warenwetbesluit attractie- en speeltoestellen \(was\)|besluit veiligheid attractie", whole=True
        ),
        "2023",
        "Warenwetbesluit attractie- en speeltoestellen 2023",
    ),
    Replaced(
        Words(
            r"nen[ -]?1010:20(?:0\d|15)|nen[ -]?3140:(?:19|200|2011)\d*|nen[ -]?2535:(?:19|200)\d+",
            whole=True,
        ),
        _("the newer edition"),
        _("the newest edition of this standard"),
    ),
    Replaced(
        Words(r"college bescherming persoonsgegevens|cbp", whole=True),
        _("1 January 2016"),
        "Autoriteit Persoonsgegevens",
    ),
    Replaced(
        Words(r"wet medezeggenschap onderwijs(?: 1992)?|wmo 1992", whole=True),
        _("1 January 2007"),
        "Wet medezeggenschap op scholen (WMS)",
    ),
    Replaced(
        Words(
            r"rugzakje|rugzakleerling(?:en)?|leerling-?gebonden financiering|lgf|regionaal expertisecentrum|regionale expertisecentra|rec(?=[ ,.)]|$)|commissie voor de indicatiestelling",
            whole=True,
        ),
        _("1 August 2014"),
        _("the regional partnership of schools (samenwerkingsverband passend onderwijs)"),
    ),
    Replaced(
        Words(r"permanente commissie leerlingenzorg|pcl", whole=True),
        _("1 August 2014"),
        _("the regional partnership of schools (samenwerkingsverband passend onderwijs)"),
    ),
    Replaced(
        Words(r"awbz|algemene wet bijzondere ziektekosten", whole=True),
        _("1 January 2015"),
        _("Wlz, Wmo 2015 or Jeugdwet"),
    ),
    Replaced(
        Words(r"informatie beheer groep|ib-groep|centrale financi[eë]n instellingen", whole=True),
        "2010",
        "Dienst Uitvoering Onderwijs (DUO)",
    ),
    Replaced(
        Words(r"activiteitenbesluit(?: milieubeheer)?", whole=True),
        _("1 January 2024"),
        "Besluit activiteiten leefomgeving (Bal)",
    ),
    Replaced(
        Words(r"twitter", whole=True),
        "2023",
        "X",
    ),
)

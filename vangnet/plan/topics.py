"""What a safety plan must cover, each with where that comes from and the words by which it is recognised.

One list for whoever reads or writes a plan: the check of an existing plan, and the coverage of one that is written here.
Titles are Dutch, as plans are. Words are regular expressions in small letters.
"""
# ruff: noqa: E501  (a list of words is easier to read and to search on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


class Words:
    """A regular expression, in small letters, that finds its words whatever capitals the text has.

    Python searches a text in small letters three times as fast as it ignores capitals itself; and an expression that
    begins with its words ten times as fast as one that begins with a look back, so `whole` looks back afterwards.
    """

    def __init__(self, pattern: str, *, whole: bool = False) -> None:
        self.pattern, self._whole = pattern, whole
        self._compiled = re.compile(rf"(?:{pattern})(?!\w)" if whole else pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self._first(text.lower())

    def is_in(self, small: str) -> bool:
        """In a text that is in small letters already."""
        return self._first(small) is not None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        found = self._compiled.finditer(text.lower())
        return filter(_begins_a_word, found) if self._whole else found

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._compiled.fullmatch(text.lower())

    def _first(self, small: str) -> re.Match[str] | None:
        found = self._compiled.search(small)
        while found and self._whole and not _begins_a_word(found):
            found = self._compiled.search(small, found.start() + 1)
        return found


def _begins_a_word(found: re.Match[str]) -> bool:
    before = found.string[found.start() - 1 : found.start()]
    return not (before.isalnum() or before in {"_", "-"})


@dataclass(frozen=True)
class Demand:
    """Something that must be said about a topic once the plan has it."""

    title: str
    source: str
    words: str

    @property
    def is_law(self) -> bool:
        return re.search(r"\bart\. \d|^Besluit|^Inrichtingsbesluit", self.source) is not None

    @cached_property
    def pattern(self) -> Words:
        return Words(self.words)


@dataclass(frozen=True)
class Topic:
    """`is_law`: its source is law or decree; otherwise the sector expects it."""

    key: str
    title: str
    source: str
    words: str
    is_law: bool = False
    demands: tuple[Demand, ...] = ()

    @cached_property
    def pattern(self) -> Words:
        return Words(self.words)


TOPICS = (
    Topic(
        "vision",
        "visie op veiligheid",
        "gebruik in de sector",
        r"\bvisie\b|kernwaarden|uitgangspunt|kernwoorden|missie\b|een veilige school|hoe wij .{0,40}zorgen voor|gerust hart",
    ),
    Topic(
        "prevention",
        "preventie: wat de school doet om onveiligheid te voorkomen",
        "Inspectie, Onderzoekskader VS1",
        r"prevent\w*|voorkom\w*|gedragsregels|gedragscode|schoolregels|schoolafspraken",
    ),
    Topic(
        "bullying",
        "beleid tegen pesten, ook online",
        "WPO art. 4c lid 1, onder a",
        r"\b(?:cyber)?pest(?:en|gedrag|protocol|beleid|erij\w*)\b|gepest",
        is_law=True,
        demands=(
            Demand(
                "wie aanspreekpunt is en wie het beleid coördineert",
                "WPO art. 4c lid 1, onder c",
                r"aanspreekpunt[^.]{0,80}pest|pest[^.]{0,60}aanspreekpunt|pest-?co[öo]rdinator|co[öo]rdin\w+ [^.]{0,30}pest",
            ),
            Demand(
                "hoe de school optreedt als er gepest wordt",
                "Inspectie, Onderzoekskader VS1",
                r"(?:grijp|stap|pest|gesprek)[^.]{0,80}(?:in bij|stappen|gepest|ouders)|no blame|steungroep",
            ),
        ),
    ),
    Topic(
        "monitor",
        "jaarlijkse meting van hoe veilig leerlingen zich voelen",
        "WPO art. 4c lid 1, onder b; Inrichtingsbesluit WPO art. 2.5",
        r"veiligheids?beleving|hoe veilig (?:leerlingen|kinderen) zich|veiligheidsmonitor|monitor (?:sociale )?veiligheid|veiligheidsmeting|veiligheidsthermometer",
        is_law=True,
        demands=(
            Demand(
                "dat de uitkomsten voor 1 juli bij de inspectie zijn",
                "Inspectie, aanlevering monitor sociale veiligheid",
                r"1 juli|doorgestuurd naar de inspectie|naar de inspectie|aan de inspectie",
            ),
            Demand(
                "met welk instrument, en dat het gestandaardiseerd is",
                "Inrichtingsbesluit WPO art. 2.5",
                r"gestandaardiseerd|vensters|zien!?\b|\bscol\b|kiva|viseon|kanjer|\bwmk\b|spiegel|hart (?:&|en) ziel|eigenwijz|qschool|vragenlijst",
            ),
        ),
    ),
    Topic(
        "meldcode",
        "meldcode huiselijk geweld en kindermishandeling",
        "WPO art. 4b; Besluit verplichte meldcode",
        r"meldcode",
        is_law=True,
        demands=(
            Demand(
                "wie beslist over wel of niet melden",
                "Besluit verplichte meldcode art. 2",
                r"(?:directeur|directie|schoolleider|aandachtsfunctionaris)\b[^.]{0,60}(?:neemt het besluit|beslist|besluit\b)|(?:beslist|besluit over|besluit ligt|eindverantwoordelijk)[^.]{0,60}(?:meld|directeur)",
            ),
            Demand(
                "aandacht voor bijzondere vormen van geweld",
                "Besluit verplichte meldcode art. 2",
                r"eergerelateerd|meisjesbesnijdenis|genitale verminking|huwelijksdwang|bijzondere vormen",
            ),
            Demand("de Verwijsindex", "Besluit verplichte meldcode art. 2", r"verwijsindex"),
            Demand(
                "hoe met vertrouwelijke gegevens wordt omgegaan",
                "Besluit verplichte meldcode art. 2",
                r"vertrouwelijk|geheimhouding|afgesloten dossier|alleen .{0,60}(?:toegang|inzage|bij kunnen)",
            ),
            Demand(
                "het afwegingskader", "Afwegingskader meldcode Onderwijs en Leerplicht", r"afwegingskader"
            ),
            Demand(
                "wie aandachtsfunctionaris is of wie helpt bij de stappen",
                "gebruik in de sector",
                r"aandachtsfunctionaris",
            ),
            Demand(
                "wanneer het gesprek met ouders wordt overgeslagen",
                "Basismodel meldcode",
                r"(?:zonder|niet|overslaan|overgeslagen|achterwege)[^.]{0,60}(?:gesprek|ouders)[^.]{0,80}(?:veiligheid|gevaar|veilig)|gesprek[^.]{0,40}(?:slaan|sla|slaat)\b[^.]{0,20}over|gesprek[^.]{0,60}(?:overgeslagen|uitgesteld|uitstellen)|(?:gevaar|veiligheid van het kind)[^.]{0,80}(?:gesprek|ouders)",
            ),
        ),
    ),
    Topic(
        "misconduct",
        "seksueel misdrijf door iemand van de school: melden, overleg en aangifte",
        "WPO art. 4a",
        r"vertrouwensinspecteur|zedenmisdr\w+|seksueel misdrijf|seksuele misdrijven|meld-? en aangifteplicht|meld-?, overleg-? en aangifteplicht|seksueel misbruik door",
        is_law=True,
        demands=(
            Demand(
                "dat iedere medewerker het meteen aan het bestuur meldt",
                "WPO art. 4a",
                r"(?:meteen|onmiddellijk|direct|onverwijld|terstond)[^.]{0,60}(?:bestuur|bevoegd gezag)|(?:bestuur|bevoegd gezag)[^.]{0,40}(?:meteen|onmiddellijk|direct|onverwijld|terstond)",
            ),
            Demand("overleg met de vertrouwensinspecteur", "WPO art. 4a", r"vertrouwensinspecteur"),
            Demand("aangifte bij een redelijk vermoeden", "WPO art. 4a", r"aangifte"),
        ),
    ),
    Topic(
        "suspension",
        "schorsen van leerlingen",
        "WPO art. 40c",
        r"schors\w*",
        is_law=True,
        demands=(
            Demand(
                "dat een schorsing hoogstens een week duurt",
                "WPO art. 40c",
                r"(?:maximaal|ten hoogste|hoogstens|niet langer dan) (?:een|één|1) week|(?:vijf|5) (?:aaneengesloten |achtereenvolgende )?schooldagen",
            ),
            Demand(
                "dat ouders het besluit schriftelijk en met redenen krijgen",
                "WPO art. 40c",
                r"schriftelijk[^.]{0,80}(?:reden|gemotiveerd|ouders)|ouders[^.]{0,80}schriftelijk|gemotiveerd",
            ),
            Demand("de melding aan de inspectie bij meer dan één dag", "WPO art. 40c lid 3", r"inspectie"),
            Demand(
                "wie tot schorsing besluit",
                "WPO art. 40c",
                r"(?:directeur|directie|bestuur|schoolleider|bevoegd gezag)\b[^.]{0,50}(?:schors|besluit\b)|besluit[^.]{0,30}(?:directeur|bestuur)|directeur besluit",
            ),
        ),
    ),
    Topic(
        "removal",
        "verwijderen van leerlingen",
        "WPO art. 40 en 63",
        r"verwijder(?:en|ing|d)\b(?! van (?:gegevens|bestanden))",
        is_law=True,
        demands=(
            Demand(
                "dat ouders vooraf worden gehoord",
                "WPO art. 63",
                r"(?:hoort|gehoord|horen)\b[^.]{0,60}(?:ouders|groepsleerkracht|groepsleraar)|ouders[^.]{0,40}gehoord",
            ),
            Demand(
                "bezwaar binnen zes weken",
                "WPO art. 63 lid 3",
                r"(?:zes|6) weken[^.]{0,40}bezwaar|bezwaar[^.]{0,80}(?:zes|6) weken",
            ),
            Demand("de beslissing op bezwaar binnen vier weken", "WPO art. 63 lid 3", r"(?:vier|4) weken"),
            Demand(
                "dat de gemeente (leerplicht) meteen bericht krijgt",
                "Leerplichtwet art. 18",
                r"verwijder(?s:.{0,600})(?:leerplicht|gemeente)",
            ),
            Demand("dat een andere school de leerling wil toelaten", "WPO art. 40 lid 11", r"andere school"),
        ),
    ),
    Topic(
        "complaints",
        "klachtenregeling",
        "WPO art. 14",
        r"klacht(?:en|enregeling|encommissie)?\b",
        is_law=True,
        demands=(
            Demand(
                "welke klachtencommissie het is",
                "WPO art. 14",
                r"landelijke klachtencommissie|\blkc\b|\bgcbo\b|geschillen passend|onderwijsgeschillen|regionale klachtencommissie|klachtencommissie van",
            ),
            Demand(
                "binnen welke termijnen",
                "WPO art. 14",
                r"klacht(?s:.{0,400})(?:weken|werkdagen|dagen|maand)\b",
            ),
            Demand(
                "dat het bestuur binnen vier weken op het oordeel reageert",
                "WPO art. 14 lid 7",
                r"(?:vier|4) weken na (?:het |ontvangst|advies|dat|de)[^.]{0,80}|(?:vier|4) weken[^.]{0,60}(?:oordeel|advies)",
            ),
            Demand("de vertrouwensinspecteur", "WPO art. 4a", r"vertrouwensinspecteur"),
        ),
    ),
    Topic(
        "absence",
        "verzuim en verlof",
        "Leerplichtwet art. 11-14, 21",
        r"verzuim\w*|\bverlof\b|leerplicht(?:ambtenaar|wet)",
        is_law=True,
        demands=(
            Demand(
                "wanneer er gemeld wordt: 16 uur in vier lesweken",
                "Leerplichtwet art. 21",
                r"16 uur|zestien uur",
            ),
            Demand(
                "dat er in het verzuimregister van DUO wordt gemeld",
                "Leerplichtwet art. 21; DUO",
                r"verzuimregister|verzuimloket|\bduo\b",
            ),
            Demand(
                "wat de school doet als een kind zonder bericht niet komt",
                "gebruik in de sector",
                r"zonder (?:bericht|melding|afmelding)|niet (?:is )?(?:af|ziek)gemeld|bel(?:t|len)[^.]{0,60}(?:ouders|uur|thuis)",
            ),
        ),
    ),
    Topic(
        "incidents",
        "registreren en evalueren van incidenten",
        "Inspectie, Onderzoekskader VS1",
        r"incident(?:en)?(?:registratie|register)|register[^.]{0,40}incident|incident\w*[^.]{0,60}(?:geregistreerd|register|schrijft|registratie)|registr(?:atie|eren)\b[^.]{0,30}incident\w*|ongevallenregist\w*",
        demands=(
            Demand(
                "wie registreert en waar",
                "Inspectie, Onderzoekskader VS1",
                r"(?:medewerker|leerkracht|leraar|directeur|co[öo]rdinator|administratie|conciërge)\b[^.]{0,60}(?:registr\w+|register|schrijf|vult|noteer)",
            ),
            Demand(
                "dat de uitkomsten jaarlijks worden geëvalueerd",
                "Inspectie, Onderzoekskader VS1",
                r"(?:incident|register|registratie)[^.]{0,120}(?:jaar|evalu)|jaarlijks[^.]{0,80}(?:incident|registratie|register)",
            ),
        ),
    ),
    Topic(
        "accidents",
        "ernstig ongeval van personeel: melden aan de Arbeidsinspectie",
        "Arbowet art. 9",
        r"arbeidsinspectie|arbeidsongeval\w*|ongeval[^.]{0,40}(?:personeel|medewerker)",
        is_law=True,
    ),
    Topic(
        "risks",
        "RI&E met plan van aanpak",
        "Arbowet art. 5",
        r"\bri&?e\b|risico-?inventarisatie",
        is_law=True,
        demands=(
            Demand("het plan van aanpak, met termijnen", "Arbowet art. 5", r"plan van aanpak"),
            Demand(
                "de toetsing door een deskundige",
                "Arbowet art. 14",
                r"toets(?:ing|t|en)\b|getoetst|gecertificeerde|arbodeskundige|kerndeskundige",
            ),
            Demand("de preventiemedewerker", "Arbowet art. 13", r"preventiemedewerker"),
        ),
    ),
    Topic(
        "emergency-response",
        "bedrijfshulpverlening (BHV)",
        "Arbowet art. 15",
        r"\bbhv\b|bhv['’-]|bedrijfshulpverlen\w*",
        is_law=True,
        demands=(
            Demand(
                "dat er altijd genoeg BHV'ers aanwezig zijn, ook bij ziekte",
                "Besluit bouwwerken leefomgeving; Arbowet art. 15",
                r"(?:altijd|elke dag|iedere dag|elk moment|elke schooldag|vervang|afwezig)[^.]{0,80}(?:bhv|hulpverlener|aanwezig|collega)|bhv[^.]{0,80}(?:altijd|elke dag|vervang|elk moment|elke schooldag)",
            ),
            Demand(
                "hoe zij worden opgeleid en geoefend",
                "Arbowet art. 15",
                r"herhaling\w*|(?:bhv|hulpverlener)[^.]{0,80}(?:opleiding|cursus|training|opgeleid|oefen)",
            ),
        ),
    ),
    Topic(
        "evacuation",
        "ontruimingsplan en ontruimingsoefening",
        "Besluit bouwwerken leefomgeving; Arbowet art. 15",
        r"ontruim\w*",
        is_law=True,
        demands=(
            Demand("waar iedereen verzamelt", "NEN 8112", r"verzamel(?:plaats|punt|plek)"),
            Demand(
                "dat er geteld of gecontroleerd wordt of iedereen buiten is",
                "NEN 8112",
                r"\btel(?:t|len|ling)\b[^.]{0,60}|presentielijst|namenlijst|iedereen (?:buiten|er) is|groepslijst",
            ),
        ),
    ),
    Topic(
        "fire-safety",
        "brandveiligheid van het gebouw",
        "Besluit bouwwerken leefomgeving",
        r"brandveilig\w*|brandmeld\w*|brandblus\w*|blusmiddelen|brandpreventie",
        is_law=True,
    ),
    Topic(
        "building",
        "veiligheid van gebouw, plein en toestellen",
        "Arbowet art. 3; WPO art. 4c lid 2",
        r"speeltoestel\w*|schoolplein|gymzaal|speelzaal|onderhoud van (?:het|de) gebouw\w*|gebouw",
        is_law=True,
    ),
    Topic(
        "medical",
        "medicijnen en medisch handelen",
        "Wet BIG art. 35-38",
        r"medicijn\w*|medisch\w* handel\w*|medicatie|voorbehouden handeling\w*",
        is_law=True,
        demands=(
            Demand(
                "toestemming van ouders op een formulier",
                "PO-Raad, Medisch handelen",
                r"(?:toestemming|formulier|verklaring)[^.]{0,80}(?:ouders|ondertekend|medicijn)|(?:ouders|ondertekend)[^.]{0,60}(?:formulier|toestemming)",
            ),
            Demand(
                "de bekwaamheidsverklaring bij voorbehouden handelingen",
                "Wet BIG art. 36",
                r"bekwaam(?:heidsverklaring|heid)?\b",
            ),
            Demand(
                "wat te doen bij nood", "PO-Raad, Medisch handelen", r"\b112\b|noodgeval|in nood\b|calamiteit"
            ),
        ),
    ),
    Topic(
        "restraint",
        "fysiek ingrijpen bij leerlingen",
        "School & Veiligheid, Fysiek ingrijpen",
        r"fysiek (?:ingrijpen|handelen|contact)|vastpakken|vasthouden|fysieke maatregel\w*",
        demands=(
            Demand(
                "dat ouders het dezelfde dag horen",
                "gebruik in de sector",
                r"(?:vasth|vastp|ingrijp|fysiek)(?s:.{0,500})ouders[^.]{0,60}(?:geïnformeerd|ingelicht|bericht|hoogte|gebeld|hoor|bel)|dezelfde dag[^.]{0,60}ouders",
            ),
            Demand(
                "dat het wordt vastgelegd",
                "gebruik in de sector",
                r"(?:vasth|vastp|ingrijp|fysiek)(?s:.{0,500})(?:vastgelegd|verslag|registr|register|legt|formulier)",
            ),
        ),
    ),
    Topic(
        "aggression",
        "agressie van ouders en toegangsverbod",
        "Sr art. 138 en 461; Landelijke Klachtencommissie",
        r"agress\w+[^.]{0,60}ouders|ouders[^.]{0,80}(?:agress|geweld|bedreig)|toegang[^.]{0,40}ontzeg\w*|toegangsverbod|toegangsontzegging",
        demands=(
            Demand(
                "hoe lang een toegangsverbod duurt en wie het oplegt",
                "Landelijke Klachtencommissie",
                r"(?:toegang|verbod)[^.]{0,160}(?:weken|maanden|einddatum|termijn)|(?:weken|maanden)[^.]{0,80}toegang",
            ),
            Demand(
                "dat het schriftelijk en met redenen gebeurt",
                "Landelijke Klachtencommissie",
                r"(?:toegang|verbod)[^.]{0,200}(?:schriftelijk|brief|gemotiveerd)|(?:schriftelijk|brief|gemotiveerd)[^.]{0,80}(?:toegang|verbod)",
            ),
        ),
    ),
    Topic(
        "confidential-adviser",
        "vertrouwenspersoon",
        "gebruik in de sector; wetsvoorstel vrij en veilig onderwijs",
        r"vertrouwenspers\w+",
        demands=(
            Demand(
                "een externe vertrouwenspersoon",
                "wetsvoorstel vrij en veilig onderwijs (nog geen wet, voor zover bekend)",
                r"extern\w* (?:vertrouwenspers|contactpers)\w*|vertrouwenspers\w+[^.]{0,40}(?:extern|buiten de school)",
            ),
        ),
    ),
    Topic(
        "discrimination",
        "discriminatie en gelijke behandeling",
        "WPO art. 8 lid 3a; Inspectie, Onderzoekskader VS1",
        r"discriminat\w*|racis\w*|gelijke behandeling",
        is_law=True,
    ),
    Topic(
        "criminal-offences",
        "strafbare feiten en wapens: politie en aangifte",
        "Inspectie, Onderzoekskader VS1",
        r"strafbare feiten|strafbaar feit|wapen\w*|aangifte",
    ),
    Topic(
        "social-media",
        "sociale media, telefoons en online veiligheid",
        "Inspectie, Onderzoekskader VS1",
        r"social(?:e)? media|online|digitale? \w+|mobiele telefoon\w*|internet",
    ),
    Topic(
        "crisis",
        "ingrijpende gebeurtenis, overlijden en rouw",
        "gebruik in de sector",
        r"overlijden|\brouw\w*|traumatisch\w*|crisis\w*|calamiteit\w*|ingrijpende gebeurtenis\w*",
    ),
    Topic(
        "training",
        "scholing van het team",
        "Inspectie, Onderzoekskader VS1",
        r"scholing\w*|training\w*|cursus\w*|opleiding\w*|bijscholing|nascholing",
        demands=(
            Demand(
                "wie wordt geschoold en wanneer",
                "voorstel van Vangnet",
                r"(?:scholing|training|cursus|opleiding|herhaling)\w*[^.]{0,120}(?:jaar|maand|20\d\d|september|oktober|november|januari|februari|maart|april|mei|juni)|(?:elk|ieder) (?:school)?jaar[^.]{0,80}(?:scholing|training|cursus|herhaling)",
            ),
        ),
    ),
    Topic(
        "vetting",
        "verklaring omtrent het gedrag (VOG) van personeel en vrijwilligers",
        "gebruik in de sector",
        r"\bvog\b|verklaring omtrent (?:het )?gedrag",
    ),
    Topic(
        "supervision",
        "toezicht tijdens pauze, halen en brengen, en uitjes",
        "gebruik in de sector",
        r"toezicht|surveill\w*|pleinwacht|pauze|uitje\w*|schoolreis\w*|excursie\w*",
    ),
    Topic(
        "privacy",
        "privacy, datalekken en bewaartermijnen",
        "AVG art. 5, 33",
        r"privacy|\bavg\b|datalek\w*|persoonsgegevens",
        is_law=True,
        demands=(Demand("wat te doen bij een datalek", "AVG art. 33", r"datalek\w*"),),
    ),
    Topic(
        "roles",
        "wie welke taak heeft",
        "WPO art. 4c lid 1, onder c",
        r"verantwoordelijk\w*|taakverdeling|taken|\btaak\b|rollen",
        is_law=True,
    ),
    Topic(
        "participation",
        "instemming van de medezeggenschapsraad",
        "WMS art. 10, onder e",
        r"\bg?mr\b|medezeggenschap\w*",
        is_law=True,
    ),
    Topic(
        "parents",
        "hoe ouders en leerlingen worden betrokken en geïnformeerd",
        "WPO art. 13",
        r"ouder(?:s|avond\w*|raad)|schoolgids",
        is_law=True,
    ),
    Topic(
        "evaluation",
        "evaluatie en bijstelling van het beleid",
        "WPO art. 4c; Inspectie, Onderzoekskader VS1",
        r"evalu\w+|bijgesteld|bijstell\w*|herzien\w*",
        is_law=True,
    ),
)

# Their words stand everywhere in a plan: that a text has them says little.
NAMED_EVERYWHERE = frozenset({"vision", "roles", "parents", "evaluation", "participation"})


def topic(key: str) -> Topic:
    return next(each for each in TOPICS if each.key == key)

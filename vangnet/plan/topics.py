"""What a safety plan must cover, each with where that comes from and the words by which it is recognised.

One list for whoever reads or writes a plan: the check of an existing plan, and the coverage of one that is written here.
Titles, and sources that are no names, are translated where they are shown. Words are regular expressions in small
letters, and Dutch as the plans are.
"""
# ruff: noqa: E501  (a list of words is easier to read and to search on one line)

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from vangnet.core.words import _

CUSTOM = _("custom in the sector")


class Words:
    """A regular expression, in small letters, that finds its words whatever capitals the text has.

    Python searches a text in small letters three times as fast as it ignores capitals itself; and an expression that
    begins with its words ten times as fast as one that begins with a look back, so `whole` looks back afterwards.
    """

    def __init__(self, pattern: str, *, whole: bool = False) -> None:
        self.pattern, self._whole = pattern, whole

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.pattern})(?!\w)" if self._whole else self.pattern)

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
        _("vision on safety"),
        CUSTOM,
        r"\bvisie\b|kernwaarden|uitgangspunt|kernwoorden|missie\b|een veilige school|hoe wij .{0,40}zorgen voor|gerust hart",
    ),
    Topic(
        "prevention",
        _("prevention: what the school does so that nobody comes to harm"),
        "Inspectie, Onderzoekskader VS1",
        r"prevent\w*|voorkom\w*|gedragsregels|gedragscode|schoolregels|schoolafspraken",
    ),
    Topic(
        "bullying",
        _("policy against bullying, online too"),
        "WPO art. 4c lid 1, onder a",
        r"\b(?:cyber)?pest(?:en|gedrag|protocol|beleid|erij\w*)\b|gepest",
        is_law=True,
        demands=(
            Demand(
                _("who is the contact point and who coordinates the policy"),
                "WPO art. 4c lid 1, onder c",
                r"aanspreekpunt[^.]{0,80}pest|pest[^.]{0,60}aanspreekpunt|pestfunctionaris|pest-?co[öo]rdinator|co[öo]rdin\w+ [^.]{0,30}pest",
            ),
            Demand(
                _("what the school does when somebody is bullied"),
                "Inspectie, Onderzoekskader VS1",
                r"(?:grijp|stap|pest|gesprek)[^.]{0,80}(?:in bij|stappen|gepest|ouders)|no blame|steungroep|(?:gepest|pest\w*)[^.]{0,80}(?:praat|praten|gesprek|bespre\w+|grijp\w*|hoort u|pakken|aanpak)|(?:praat|praten|gesprek|bespre\w+|grijp\w*|stappen|aanpak)[^.]{0,80}(?:gepest|pest\w*)",
            ),
        ),
    ),
    Topic(
        "monitor",
        _("yearly survey of how safe pupils feel"),
        "WPO art. 4c lid 1, onder b; Inrichtingsbesluit WPO art. 2.5",
        r"veiligheids?beleving|hoe veilig (?:de |onze )?(?:leerlingen|kinderen|ze|zij) zich|veiligheidsmonitor|\bmonitor\b|leerlingvragenlijst|vragenlijst[^.]{0,60}veilig|veilig[^.]{0,60}vragenlijst|monitor (?:sociale )?veiligheid|veiligheidsmeting|veiligheidsthermometer",
        is_law=True,
        demands=(
            Demand(
                _("that the results reach the inspectorate before 1 July"),
                "Inspectie, aanlevering monitor sociale veiligheid",
                r"1 juli|eerste juli|doorgestuurd naar de inspectie|naar de inspectie|aan de inspectie",
            ),
            Demand(
                _("with which instrument, and that it is standardised"),
                "Inrichtingsbesluit WPO art. 2.5",
                r"gestandaardiseerd|vensters|zien!?\b|\bscol\b|kiva|viseon|kanjer|\bwmk\b|spiegel|hart (?:&|en) ziel|eigenwijz|qschool|vragenlijst",
            ),
        ),
    ),
    Topic(
        "meldcode",
        _("reporting code for domestic violence and child abuse (meldcode)"),
        "WPO art. 4b; Besluit verplichte meldcode",
        r"meldcode",
        is_law=True,
        demands=(
            Demand(
                _("who decides whether to report"),
                "Besluit verplichte meldcode art. 2",
                r"(?:directeur|directie|schoolleider|aandachtsfunctionaris)\b[^.]{0,60}(?:neemt het besluit|beslist|besluit\b)|(?:beslist|besluit over|besluit ligt|eindverantwoordelijk)[^.]{0,60}(?:meld|directeur)|(?:beslissing|besluit)\b[^.]{0,60}(?:neem ik|neemt de directeur|neemt de directie|ligt bij de direct)",
            ),
            Demand(
                _("attention for special forms of violence"),
                "Besluit verplichte meldcode art. 2",
                r"eergerelateerd|meisjesbesnijdenis|genitale verminking|huwelijksdwang|bijzondere vormen",
            ),
            Demand(
                _("the index in which professionals find each other around a child (Verwijsindex)"),
                "Besluit verplichte meldcode art. 2",
                r"verwijsindex",
            ),
            Demand(
                _("how confidential information is handled"),
                "Besluit verplichte meldcode art. 2",
                r"vertrouwelijk|geheimhouding|(?:afgesloten|afgeschermd|beveiligd)\w* (?:\w+ ){0,4}dossier|alleen .{0,60}(?:toegang|inzage|bij kunnen|bij kan|gelezen|lezen|in te zien|ingezien)|afgeschermd",
            ),
            Demand(
                _("the framework for weighing whether to report (afwegingskader)"),
                "Afwegingskader meldcode Onderwijs en Leerplicht",
                r"afwegingskader",
            ),
            Demand(
                _("who is child protection officer (aandachtsfunctionaris), or who helps with the steps"),
                CUSTOM,
                r"aandachtsfunctionaris",
            ),
            Demand(
                _("when the talk with parents is left out"),
                "Basismodel meldcode",
                r"(?:zonder|niet|overslaan|overgeslagen|achterwege)[^.]{0,60}(?:gesprek|ouders)[^.]{0,80}(?:veiligheid|gevaar|veilig)|gesprek[^.]{0,40}(?:slaan|sla|slaat)\b[^.]{0,20}over|gesprek[^.]{0,60}(?:overgeslagen|uitgesteld|uitstellen)|(?:gevaar\w*|veiligheid van het kind)[^.]{0,80}(?:gesprek|ouders)|gesprek[^.]{0,80}gevaar\w*|niet eerst (?:met (?:de )?ouders|praten)|praten (?:we|wij) niet (?:eerst )?met (?:de )?ouders",
            ),
        ),
    ),
    Topic(
        "misconduct",
        _(
            "sexual offence by somebody of the school: telling the board, consulting, and reporting to the police"
        ),
        "WPO art. 4a",
        r"vertrouwensinspecteur|zedenmisdr\w+|seksueel misdrijf|seksuele misdrijven|meld-? en aangifteplicht|meld-?, overleg-? en aangifteplicht|seksueel misbruik door",
        is_law=True,
        demands=(
            Demand(
                _("that every member of staff tells the board at once"),
                "WPO art. 4a",
                r"(?:meteen|onmiddellijk|direct|onverwijld|terstond)[^.]{0,60}(?:bestuur|bevoegd gezag|\bcvb\b)|(?:bestuur|bevoegd gezag|\bcvb\b)[^.]{0,40}(?:meteen|onmiddellijk|direct|onverwijld|terstond)",
            ),
            Demand(
                _("consulting the confidential inspector (vertrouwensinspecteur)"),
                "WPO art. 4a",
                r"vertrouwensinspecteur",
            ),
            Demand(_("reporting to the police on a reasonable suspicion"), "WPO art. 4a", r"aangifte"),
        ),
    ),
    Topic(
        "suspension",
        _("suspending pupils"),
        "WPO art. 40c",
        r"schors\w*",
        is_law=True,
        demands=(
            Demand(
                _("that a suspension lasts a week at most"),
                "WPO art. 40c",
                r"(?:maximaal|ten hoogste|hoogstens|uiterlijk|niet langer dan|nooit langer dan|nooit meer dan|niet meer dan|maximum van) (?:een|één|1|vijf|5) (?:school)?(?:week|dagen)|(?:een|één|1) week (?:schors|geschorst)|(?:vijf|5) (?:aaneengesloten |achtereenvolgende )?schooldagen",
            ),
            Demand(
                _("that parents get the decision in writing, with its reasons"),
                "WPO art. 40c",
                r"schriftelijk[^.]{0,80}(?:reden|gemotiveerd|ouders)|ouders[^.]{0,80}schriftelijk|gemotiveerd|brief[^.]{0,60}(?:reden|waarom)|(?:reden|waarom)[^.]{0,60}brief|met redenen",
            ),
            Demand(
                _("the report to the inspectorate when it is more than one day"),
                "WPO art. 40c lid 3",
                r"inspectie",
            ),
            Demand(
                _("who decides on a suspension"),
                "WPO art. 40c",
                r"(?:directeur|directie|bestuur|schoolleider|schoolleiding|bevoegd gezag|\bcvb|college van bestuur)\b[^.]{0,50}(?:schors|besluit\b)|schors[^.]{0,60}(?:door|namens) (?:de|het|onze) (?:directeur|directie|bestuur|schoolleid|bevoegd|cvb|college)|besluit[^.]{0,30}(?:directeur|bestuur|cvb)|directeur besluit|\bik (?:kan |mag |mogen )?(?:\w+ ){0,4}schors\w*",
            ),
        ),
    ),
    Topic(
        "removal",
        _("removing pupils"),
        "WPO art. 40 en 63",
        r"verwijder(?:en|ing|d)\b(?! van (?:gegevens|bestanden))|van school (?:ge)?stu(?:ren|urd)\b|van school (?:ge)?haald? worden|\bstu(?:ren|urt) (?:\w+ ){1,4}van school\b",
        is_law=True,
        demands=(
            Demand(
                _("that parents are heard beforehand"),
                "WPO art. 63",
                r"(?:hoort|gehoord|horen)\b[^.]{0,60}(?:ouders|groepsleerkracht|groepsleraar)|ouders[^.]{0,40}gehoord",
            ),
            Demand(
                _("objection within six weeks"),
                "WPO art. 63 lid 3",
                r"(?:zes|6) weken[^.]{0,40}bezwaar|bezwaar[^.]{0,80}(?:zes|6) weken",
            ),
            Demand(
                _("the decision on an objection within four weeks"), "WPO art. 63 lid 3", r"(?:vier|4) weken"
            ),
            Demand(
                _("that the municipality (school attendance) is told at once"),
                "Leerplichtwet art. 18",
                r"(?:verwijder|van school)(?s:.{0,600})(?:leerplicht|gemeente)",
            ),
            Demand(
                _("that another school is willing to admit the pupil"), "WPO art. 40 lid 11", r"andere school"
            ),
        ),
    ),
    Topic(
        "complaints",
        _("complaints procedure"),
        "WPO art. 14",
        r"klacht(?:en|enregeling|encommissie)?\b",
        is_law=True,
        demands=(
            Demand(
                _("which complaints committee it is"),
                "WPO art. 14",
                r"landelijke klachtencommissie|\blkc\b|\bgcbo\b|geschillen passend|onderwijsgeschillen|regionale klachtencommissie|klachtencommissie van",
            ),
            Demand(
                _("within which terms"),
                "WPO art. 14",
                r"klacht(?s:.{0,400})(?:weken|werkdagen|dagen|maand|binnen een jaar)\b",
            ),
            Demand(
                _("that the board answers the opinion within four weeks"),
                "WPO art. 14 lid 7",
                r"(?:vier|4) weken na (?:het |ontvangst|advies|dat|de)[^.]{0,80}|(?:vier|4) weken[^.]{0,60}(?:oordeel|advies)",
            ),
            Demand(
                _("the confidential inspector (vertrouwensinspecteur)"),
                "WPO art. 4a",
                r"vertrouwensinspecteur",
            ),
        ),
    ),
    Topic(
        "absence",
        _("absence and leave"),
        "Leerplichtwet art. 11-14, 21",
        r"verzuim\w*|\bverlof\b|leerplicht(?:ambtenaar|wet)",
        is_law=True,
        demands=(
            Demand(
                _("when it is reported: 16 hours in four teaching weeks"),
                "Leerplichtwet art. 21",
                r"16 uur|zestien uur",
            ),
            Demand(
                _("that it is reported in DUO's register of absence (verzuimregister)"),
                "Leerplichtwet art. 21; DUO",
                r"verzuimregister|verzuimloket|\bduo\b",
            ),
            Demand(
                _("what the school does when a child stays away without a word"),
                CUSTOM,
                r"zonder (?:bericht|melding|afmelding)|niet (?:is )?(?:af|ziek)gemeld|bel(?:t|len)[^.]{0,60}(?:ouders|uur|thuis|\bu\b)|(?:horen|hoort|weten) (?:we|wij) niets",
            ),
        ),
    ),
    Topic(
        "incidents",
        _("recording and evaluating incidents"),
        "Inspectie, Onderzoekskader VS1",
        r"incident(?:en)?-?(?:registratie|register)|register[^.]{0,40}incident|incident\w*[^.]{0,60}(?:geregistreerd|register|schrijft|registratie)|registr(?:atie|eren)\b[^.]{0,30}incident\w*|ongevallenregist\w*",
        demands=(
            Demand(
                _("who records it, and where"),
                "Inspectie, Onderzoekskader VS1",
                r"(?:medewerker|leerkracht|leraar|directeur|schoolleider|co[öo]rdinator|administratie|conciërge|schoolleiding)\b[^.]{0,60}(?:registr\w+|register|schrijf|vult|noteer|legt [^.]{0,40}vast\b|\bvast in)",
            ),
            Demand(
                _("that the outcomes are evaluated every year"),
                "Inspectie, Onderzoekskader VS1",
                r"(?:incident|register|registratie)[^.]{0,120}(?:jaar|[eë]valu)|jaarlijks[^.]{0,80}(?:incident|registratie|register)",
            ),
        ),
    ),
    Topic(
        "accidents",
        _("serious accident of staff: reporting it to the Labour Authority (Arbeidsinspectie)"),
        "Arbowet art. 9",
        r"arbeidsinspectie|arbeidsongeval\w*|ongeval[^.]{0,40}(?:personeel|medewerker)",
        is_law=True,
    ),
    Topic(
        "risks",
        _("risk assessment (RI&E) with its action plan"),
        "Arbowet art. 5",
        r"\bri&?e\b|risico-?inventarisatie",
        is_law=True,
        demands=(
            Demand(_("the action plan, with its terms"), "Arbowet art. 5", r"plan van aanpak"),
            Demand(
                _("the review by an expert"),
                "Arbowet art. 14",
                r"toets(?:ing|t|en)\b|getoetst|gecertificeerde|arbodeskundige|kerndeskundige",
            ),
            Demand(
                _("the prevention officer (preventiemedewerker)"), "Arbowet art. 13", r"preventiemedewerker"
            ),
        ),
    ),
    Topic(
        "emergency-response",
        _("emergency response (BHV)"),
        "Arbowet art. 15",
        r"\bbhv\b|bhv['’-]|bedrijfshulpverlen\w*",
        is_law=True,
        demands=(
            Demand(
                _("that there are always enough emergency officers (BHV'ers), also when one is ill"),
                "Besluit bouwwerken leefomgeving; Arbowet art. 15",
                r"(?:altijd|elke dag|iedere dag|elk moment|elke schooldag|vervang|afwezig)[^.]{0,80}(?:bhv|hulpverlener|aanwezig|collega)|(?:bhv|hulpverlener)[^.]{0,100}(?:altijd|elke dag|iedere dag|dagelijks|steeds|vervang|elk moment|elke schooldag|minimaal|minstens|ten minste|tegelijk\w*|gelijktijdig|bezetting)|(?:minimaal|minstens|ten minste) (?:\w+ ){1,3}(?:bhv|bedrijfshulp)",
            ),
            Demand(
                _("how they are trained and practise"),
                "Arbowet art. 15",
                r"herhaling\w*|(?:bhv|hulpverlener)[^.]{0,80}(?:opleiding|cursus|training|opgeleid|oefen|geschool|bijscholing|nascholing)|(?:opgeleid|geschool|gecertificeerd|getraind)\w* (?:\w+ ){0,2}(?:bhv|bedrijfshulp)|(?:bhv|hulpverlener)(?s:.{0,200})(?:certificaat|diploma)",
            ),
        ),
    ),
    Topic(
        "evacuation",
        _("evacuation plan and evacuation drill"),
        "Besluit bouwwerken leefomgeving; Arbowet art. 15",
        r"ontruim\w*",
        is_law=True,
        demands=(
            Demand(
                _("where everybody assembles"),
                "NEN 8112",
                r"verzamel(?:plaats|punt|plek|plein|locatie)|(?:verzamel(?:en|t|d)|gaan|komen|staan)\b[^.]{0,30}(?:op het|op de|bij het|bij de|achter de|achter het|voor de) (?:\w*(?:plein|veld|veldje|parkeer\w*|kerk|stoep|grasveld|hek|speelplaats))",
            ),
            Demand(
                _("that somebody counts or checks whether everybody is outside"),
                "NEN 8112",
                r"\btel(?:t|len|ling)\b[^.]{0,60}|geteld|appèl|appel op|nageteld|presentielijst|absentielijst|klassenlijst|namenlijst|iedereen (?:buiten|er) is|groepslijst",
            ),
        ),
    ),
    Topic(
        "fire-safety",
        _("fire safety of the building"),
        "Besluit bouwwerken leefomgeving",
        r"brandveilig\w*|brandmeld\w*|brandblus\w*|blusmiddelen|brandpreventie",
        is_law=True,
    ),
    Topic(
        "building",
        _("safety of the building, playground and equipment"),
        "Arbowet art. 3; WPO art. 4c lid 2",
        r"speeltoestel\w*|schoolplein|gymzaal|speelzaal|onderhoud van (?:het|de) gebouw\w*|gebouw",
        is_law=True,
    ),
    Topic(
        "medical",
        _("medicines and medical acts"),
        "Wet BIG art. 35-38",
        r"medicijn\w*|medisch\w* handel\w*|medicatie|voorbehouden handeling\w*",
        is_law=True,
        demands=(
            Demand(
                _("consent of parents on a form"),
                "PO-Raad, Medisch handelen",
                r"(?:toestemming|formulier|verklaring)[^.]{0,80}(?:ouders|ondertekend|getekend|medicijn)|(?:ouders|ondertekend|getekend)\w*[^.]{0,60}(?:formulier|toestemming|verklaring)",
            ),
            Demand(
                _("the statement of competence (bekwaamheidsverklaring) for acts reserved by the Wet BIG"),
                "Wet BIG art. 36",
                r"bekwaam(?:heidsverklaring|heid)?\b",
            ),
            Demand(
                _("what to do in an emergency"),
                "PO-Raad, Medisch handelen",
                r"\b112\b|noodgeval|in nood\b|calamiteit",
            ),
        ),
    ),
    Topic(
        "restraint",
        _("physical restraint of pupils"),
        "School & Veiligheid, Fysiek ingrijpen",
        r"fysiek (?:ingrijpen|handelen|contact)|vastpakken|vasthouden|vastgepakt|vastgehouden|fysieke maatregel\w*|fixeren|lichamelijk (?:contact|ingrijpen|optreden)|(?:pak|pakken|pakt|houd|houden|houdt) (?:\w+ ){0,5}vast\b",
        demands=(
            Demand(
                _("that parents hear of it the same day"),
                CUSTOM,
                r"(?:vasth|vastp|\bvast\b|ingrijp|fysiek|lichamelijk)(?s:.{0,500})ouders[^.]{0,60}(?:geïnformeerd|ingelicht|bericht|hoogte|gebeld|hoor|horen|inform|bel)|dezelfde dag[^.]{0,60}ouders|(?:inform|licht)\w*[^.]{0,20}ouders|ouders[^.]{0,60}dezelfde dag",
            ),
            Demand(
                _("that it is recorded"),
                CUSTOM,
                r"(?:vasth|vastp|\bvast\b|ingrijp|fysiek|lichamelijk)(?s:.{0,500})(?:vastgelegd|verslag|registr|register|legt|formulier|noteer|opgeschreven|schrijf|bij de incidenten|als incident)",
            ),
        ),
    ),
    Topic(
        "aggression",
        _("aggression by parents and denial of access"),
        "Sr art. 138 en 461; Landelijke Klachtencommissie",
        r"agress\w+[^.]{0,60}ouder|ouders?\b[^.]{0,80}(?:agress|geweld|bedreig|schreeuw|scheld)|toegang[^.]{0,40}ontzeg\w*|toegangsverbod|toegangsontzegging",
        demands=(
            Demand(
                _("how long a denial of access lasts, and who imposes it"),
                "Landelijke Klachtencommissie",
                r"(?:toegang|verbod)[^.]{0,160}(?:weken|maanden|einddatum|termijn|bepaalde (?:tijd|duur|periode))|(?:weken|maanden|bepaalde (?:tijd|duur|periode))[^.]{0,80}toegang",
            ),
            Demand(
                _("that it is done in writing, with reasons"),
                "Landelijke Klachtencommissie",
                r"(?:toegang|verbod)[^.]{0,200}(?:schriftelijk|brief|gemotiveerd)|(?:schriftelijk|brief|gemotiveerd)[^.]{0,80}(?:toegang|verbod)",
            ),
        ),
    ),
    Topic(
        "confidential-adviser",
        _("confidential adviser at school"),
        _("custom in the sector; bill “vrij en veilig onderwijs”"),
        r"vertrouwenspers\w+",
        demands=(
            Demand(
                _("an external confidential adviser"),
                _("bill “vrij en veilig onderwijs” (no law yet, as far as we know)"),
                r"extern\w* (?:vertrouwenspers|contactpers)\w*|vertrouwenspers\w+[^.]{0,40}(?:extern|buiten de school)",
            ),
        ),
    ),
    Topic(
        "discrimination",
        _("discrimination and equal treatment"),
        "WPO art. 8 lid 3a; Inspectie, Onderzoekskader VS1",
        r"discriminat\w*|discrimineer\w*|racis\w*|gelijke behandeling|gelijk behandel\w*",
        is_law=True,
    ),
    Topic(
        "criminal-offences",
        _("criminal offences and weapons: the police, and reporting to them"),
        "Inspectie, Onderzoekskader VS1",
        r"strafbare feiten|strafbaar feit|wapen\w*|aangifte",
    ),
    Topic(
        "social-media",
        _("social media, telephones and online safety"),
        "Inspectie, Onderzoekskader VS1",
        r"social(?:e)? media|online|digitale? \w+|mobiele telefoon\w*|internet",
    ),
    Topic(
        "crisis",
        _("shocking event, death and mourning"),
        CUSTOM,
        r"overlijden|overlijdt|overleden|sterfgeval|\brouw\w*|traumatisch\w*|crisis\w*|calamiteit\w*|ingrijpende gebeurtenis\w*",
    ),
    Topic(
        "training",
        _("training of the team"),
        "Inspectie, Onderzoekskader VS1",
        r"scholing\w*|training\w*|cursus\w*|opleiding\w*|bijscholing|nascholing|studiedag\w*",
        demands=(
            Demand(
                _("who is trained, and when"),
                _("proposal of Vangnet"),
                r"(?:scholing|training|cursus|opleiding|herhaling)\w*[^.]{0,120}(?:jaar|maand|20\d\d|september|oktober|november|januari|februari|maart|april|mei|juni)|(?:elk|ieder) (?:school)?jaar[^.]{0,80}(?:scholing|training|cursus|herhaling)",
            ),
        ),
    ),
    Topic(
        "vetting",
        _("certificate of good conduct (VOG) of staff and volunteers"),
        CUSTOM,
        r"\bvog\b|verklaring omtrent (?:het )?gedrag",
    ),
    Topic(
        "supervision",
        _("supervision in breaks, at the gate and on outings"),
        CUSTOM,
        r"toezicht|surveill\w*|pleinwacht|pleindienst|pauze|uitje\w*|schoolreis\w*|excursie\w*",
    ),
    Topic(
        "privacy",
        _("privacy, data breaches and retention periods"),
        "AVG art. 5, 33",
        r"privacy|\bavg\b|datalek\w*|persoonsgegevens",
        is_law=True,
        demands=(
            Demand(
                _("what to do about a data breach"),
                "AVG art. 33",
                r"datalek\w*|72 uur|gegevens (?:\w+ ){0,3}(?:kwijt|gelekt|verloren|op straat|gestolen)|(?:kwijt|gelekt|verloren|verlies|lekken)\b[^.]{0,30}gegevens|gegevens[^.]{0,60}autoriteit persoonsgegevens",
            ),
        ),
    ),
    Topic(
        "roles",
        _("who has which task"),
        "WPO art. 4c lid 1, onder c",
        r"verantwoordelijk\w*|taakverdeling|taken|\btaak\b|rollen|aanspreekpunt|wie doet wat",
        is_law=True,
    ),
    Topic(
        "participation",
        _("consent of the participation council"),
        "WMS art. 10, onder e",
        r"\bg?mr\b|medezeggenschap\w*",
        is_law=True,
    ),
    Topic(
        "parents",
        _("how parents and pupils are involved and informed"),
        "WPO art. 13",
        r"ouder(?:s|avond\w*|raad)|schoolgids",
        is_law=True,
    ),
    Topic(
        "evaluation",
        _("evaluating and adjusting the policy"),
        "WPO art. 4c; Inspectie, Onderzoekskader VS1",
        r"[eë]valu\w+|bijgesteld|bijstell\w*|herzien\w*|bijwerk\w*|tegen het licht",
        is_law=True,
    ),
)

# Their words stand everywhere in a plan: that a text has them says little.
NAMED_EVERYWHERE = frozenset({"vision", "roles", "parents", "evaluation", "participation"})


def topic(key: str) -> Topic:
    return next(each for each in TOPICS if each.key == key)

"""Statements that the law, or the committees that judge schools, say otherwise about."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan
from vangnet.plan.topics import Words


@dataclass(frozen=True)
class Claim:
    """`words` find the statement; `why` says what holds, and `source` where that stands."""

    words: Words
    why: str
    source: str


CLAIMS = (
    Claim(
        Words(
            r"(?:leraren|leerkrachten|docenten|onderwijspersoneel)\b[^.]{0,20} vallen niet onder (?:deze wet|de wet big)"
        ),
        _(
            "the prohibition and its exception hold for teachers too: a reserved act only when instructed, if you are competent, and as directed"
        ),
        "Wet BIG art. 35, 36, 38",
    ),
    Claim(
        Words(r"gemeente (?:is verantwoordelijk voor|bepaalt|verzorgt|doet|regelt)[^.]{0,60}onderhoud"),
        _(
            "since 2015 the board is responsible for maintenance inside and outside; a municipality can only carry it out for the board"
        ),
        "PO-Raad, doordecentralisatie onderhoud",
    ),
    Claim(
        Words(
            r"(?:is|zijn|elke|iedere) ?(?:school|scholen)?[^.]{0,30}verplicht\w* (?:om )?een (?:school)?veiligheidsplan"
        ),
        _(
            "the law asks for policy that is carried out and measured; the plan as a document comes from agreements in the sector"
        ),
        "WPO art. 4c; CAO PO art. 11.5",
    ),
    Claim(
        Words(
            r"melding[^.]{0,50}\bof (?:tot |voor )?(?:het )?(?:organiseren|bieden|inzetten|verlenen) (?:van )?hulp"
        ),
        _("since 2019 these are two decisions: is reporting necessary, and is help possible (as well)"),
        "Afwegingskader meldcode Onderwijs en Leerplicht",
    ),
    Claim(
        Words(r"orde (?:structureel |ernstig )?verstoor[^.]{0,260}fysiek"),
        _("committees accept physical restraint only in serious danger, not because order was disturbed"),
        "School & Veiligheid, Fysiek ingrijpen",
    ),
    Claim(
        Words(
            r"(?:verwijder|schors)[^.]{0,120}gedrag van (?:de |hun )?ouders|gedrag van (?:het kind|de leerling)[^.]{0,40}gedrag van (?:de )?ouders"
        ),
        _("a pupil is then punished for what the parents do; the disputes committee judges that strictly"),
        "Geschillencommissie passend onderwijs",
    ),
    Claim(
        Words(r"schoolplein is (?:openbaar|publiek|gemeente)"),
        _("a denial of access to the playground may then not hold without the municipality"),
        _("Sr art. 461; reasoning of Vangnet"),
    ),
    Claim(
        Words(
            r"ongeoorloofd verzuim[^.]{0,60}(?:melding|melden|meldt|gemeld)[^.]{0,30}(?:bij|aan) de leerplichtambtenaar"
        ),
        _(
            "schools report in DUO's register of absence (verzuimregister); from 16 hours in four teaching weeks they must, within five working days"
        ),
        "Leerplichtwet art. 21; DUO",
    ),
    Claim(
        Words(
            r"bhv[^.]{0,60}(?:wettelijk|verplicht)[^.]{0,40}(?:jaarlijks|ieder jaar|elk jaar|per \d+)|(?:wettelijk|verplicht)[^.]{0,30}(?:één|een|1) bhv[^.]{0,20}per (?:50|vijftig)"
        ),
        _(
            "the law names no number and no yearly refresher; it asks for enough people, who have practised enough"
        ),
        "Arbowet art. 15",
    ),
    Claim(
        Words(r"(?:meldplicht|verplicht (?:om )?te melden|moeten melden)[^.]{0,40}veilig thuis"),
        _(
            "the law obliges a school to use the reporting code (meldcode); reporting itself is a right, and a standard of the profession"
        ),
        "WPO art. 4b; Wmo 2015 art. 5.2.6",
    ),
    Claim(
        Words(
            r"vertrouwenspersoon[^.]{0,80}(?:geheimhoudingsplicht|zwijgplicht|strikt vertrouwelijk|alles vertrouwelijk)"
        ),
        _(
            "an internal confidential adviser who hears of a sexual offence by a member of staff must tell the board at once"
        ),
        "WPO art. 4a",
    ),
    Claim(
        Words(
            r"ri&?e[^.]{0,60}wettelijk[^.]{0,30}(?:vier|4) jaar|wettelijk[^.]{0,40}(?:vier|4) jaar[^.]{0,30}ri&?e"
        ),
        _("the law names no term for the risk assessment (RI&E); four years is the rule of the sector"),
        "Arbowet art. 5",
    ),
)


def look(plan: Plan) -> Iterator[Spot]:
    """A statement may run over two sentences: the condition in one, the act in the next."""
    for claim in filter(lambda each: plan.has(each.words), CLAIMS):
        why = say(
            _("Not so, or not always: %(why)s (%(source)s)."), why=say(claim.why), source=say(claim.source)
        )
        for sentence in plan.body:
            if claim.words.search(sentence.text):
                yield Spot(sentence.place, sentence.text, why)


KIND = Kind(
    "claim",
    _("Says otherwise than the law"),
    Severity.SERIOUS,
    _("Read the source, and write what holds. In doubt, ask the board's lawyer."),
    look,
)

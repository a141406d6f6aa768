"""What says whether this plan holds: its date, version, owner, adoption, consent of the MR and day of review."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

from collections.abc import Iterator
from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.check.findings import Kind, Place, Severity, Spot
from vangnet.plan.check.said import say
from vangnet.plan.check.text import Plan, Sentence
from vangnet.plan.check.vocabulary import pattern
from vangnet.plan.topics import CUSTOM, Words

DAY = (
    r"(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:\d{1,2} )?(?:januari|februari|maart|april|mei|juni|juli|augustus|september|"
    r"oktober|november|december) (?:20)?\d\d|20\d\d-\d\d-\d\d)"
)
ABOUT = r"(?:dit (?:veiligheids|beleids)?plan|het (?:school)?veiligheidsplan|dit beleid\w*|versie|document)"


@dataclass(frozen=True)
class Formality:
    name: str
    words: str
    severity: Severity
    source: str


FORMALITIES = (
    Formality(
        _("the date of the plan"),
        rf"(?:versie|datum|vastgesteld|opgesteld|herzien|gewijzigd|laatst|instemming|plan|concept|ingangsdatum|geldig)\b[^\n]{{0,60}}{DAY}|^\W*{DAY}\W*$|{DAY}\W{{0,3}}versie",
        Severity.NOTABLE,
        CUSTOM,
    ),
    Formality(
        _("the version"),
        r"\bversie(?:nummer|beheer)?\b\W*(?:nr\.?\W*)?(?:v?\d|[a-z]\b)|\bv\d+\.\d+\b|\bversie\W+(?:\w+\W+)?[\w.]*\d",
        Severity.NOTABLE,
        CUSTOM,
    ),
    Formality(
        _("who owns the plan"),
        rf"\b(?:eigenaar|opsteller|auteur|opgesteld door|verantwoordelijk voor {ABOUT}|beheerder|houdt {ABOUT}[^.\n]{{0,20}}(?:bij|actueel)|penvoerder)\b|(?:houdt|houden) (?:het|dit) plan actueel",
        Severity.NOTABLE,
        CUSTOM,
    ),
    Formality(
        _("when it was adopted, and by whom"),
        r"\bvastgesteld (?:door|op|d\.d)|\bvaststelling\b[^\n]{0,60}(?:bestuur|bevoegd gezag|\d)|(?:bestuur|bevoegd gezag|cvb)\b[^.\n]{0,40}(?:dit|het) (?:\w*plan)[^.\n]{0,40}vast\b|vastgesteld\W{1,3}\d",
        Severity.NOTABLE,
        "WPO art. 4c",
    ),
    Formality(
        _("the consent of the participation council (MR)"),
        r"instem\w*[^.\n]{0,60}\bg?mr\b|\bg?mr\b[^.\n]{0,60}(?:instem\w*|ingestemd|stemt)|medezeggenschapsraad[^.\n]{0,60}(?:instem\w*|ingestemd|stemt)|instem\w*[^.\n]{0,60}medezeggenschapsraad",
        Severity.SERIOUS,
        "WMS art. 10, onder e",
    ),
    Formality(
        _("when the plan will be looked at again"),
        rf"\b(?:evaluatie|evaluatiedatum|herziening|herzien|review\w*|geldig tot|looptijd|geldt tot|volgende versie|opnieuw bekeken)\b\W{{0,3}}(?:\w+\W+){{0,4}}?(?:{DAY}|20\d\d|voor het eind)|{ABOUT}[^.\n]{{0,80}}(?:ieder|elk|jaarlijks|om de|eens)[^.\n]{{0,60}}(?:[eë]valu\w*|herzien|bijgesteld|bekeken|bekijk\w*|bespr\w+|[eë]valu\w*|bijwerk\w*|tegen het licht)|{ABOUT}[^.\n]{{0,30}}(?:[eë]valu\w+|bespr\w+|bekijk\w*|herzien)[^.\n]{{0,40}}(?:ieder|elk|jaarlijks)|(?:[eë]valu\w+|herzien|bekijken|bijwerken|actualiseren)[^.\n]{{0,30}}{ABOUT}|(?:elk|ieder)\w* (?:school)?(?:jaar|voorjaar|najaar|herfst|zomer)[^.\n]{{0,60}}(?:het|dit plan|dit veiligheidsplan|alles)[^.\n]{{0,60}}(?:op tafel|tegen het licht|nagelopen|doorgenomen|doorgelopen|bijgewerkt|aangepast|wat niet meer klopt)",
        Severity.NOTABLE,
        "WPO art. 4c; Inspectie, Onderzoekskader VS1",
    ),
)


# A council that only hears of the plan, or may advise, does not consent to it.
ONLY_TOLD = Words(
    r"(?:plan\b|\bhet (?:daarna|dan|vervolgens|ook|stuk|van mij|van de \w+|ter)\b)[^.]{0,80}(?:\bter (?:kennis\w+|informatie|advies|advisering)\b|om advies|advies (?:te|heeft|gevraagd))"
    r"|(?:\bter (?:kennis\w+|informatie|advies|advisering)\b|om advies)[^.]{0,60}(?:dit|het) (?:veiligheids|school)?plan\b"
)
COUNCIL = Words(r"\bmr\b|medezeggenschapsraad")
CONSENT = Words(r"instem")


def look(plan: Plan) -> Iterator[Spot]:
    text = plan.whole.lower()
    told = _only_told(plan)
    if told:
        only_told = _(
            "The participation council (MR) must consent to the plan; hearing of it or advising is less (%(source)s)."
        )
        yield Spot(
            told.place, told.text, say(only_told, source=say("WMS art. 10, onder e")), Severity.SERIOUS
        )
    for each in FORMALITIES:
        if told and each.source.startswith("WMS"):
            continue
        if not pattern(f"(?m){each.words}").is_in(text):
            why = say(
                _("The plan does not say: %(what)s (%(source)s)."),
                what=say(each.name),
                source=say(each.source),
            )
            yield Spot(Place(), "", why, each.severity)


def _only_told(plan: Plan) -> Sentence | None:
    return next(
        (
            each
            for each in plan.body
            if COUNCIL.search(each.text) and ONLY_TOLD.search(each.text) and not CONSENT.search(each.text)
        ),
        None,
    )


KIND = Kind(
    "missing-formality",
    _("Nothing says whether this plan holds"),
    Severity.NOTABLE,
    _("Put it on the first page."),
    look,
)

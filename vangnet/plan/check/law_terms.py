"""Terms and thresholds that the law itself gives, the words by which a plan tells its own, and where the law says so."""
# ruff: noqa: E501  (words are easier to read and to search on one line)

from dataclasses import dataclass

from vangnet.core.words import _
from vangnet.plan.topics import Words

NUMBER = r"(\d{1,3}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|veertien|twintig|vierentwintig|achtenveertig)"
DAYS = r"(?:aaneengesloten |achtereenvolgende )?(?:school|werk|les)?dag(?:en)?"


@dataclass(frozen=True)
class LawTerm:
    """`words` have the number in their first group, and its unit in the second if it can differ.

    `right` are the terms that agree with the law, as number and unit.
    """

    what: str
    words: Words
    right: frozenset[str]
    holds: str
    source: str
    unless: Words | None = None


LAW_TERMS = (
    LawTerm(
        _("objection to removal of a pupil"),
        Words(
            rf"(?:binnen )?\b{NUMBER} (weken|dagen|werkdagen|maanden)\b[^.;]{{0,70}}(?:bezwaar (?:maken|indienen|aantekenen)|bezwaarschrift)"
            rf"|bezwaar\w* (?:\w+ ){{0,4}}binnen {NUMBER} (weken|dagen|werkdagen|maanden)\b"
        ),
        frozenset({"6 weken"}),
        _("parents have six weeks"),
        "WPO art. 63 lid 3",
        Words(r"beslis|beslui\w* op|hoort|antwoord"),
    ),
    LawTerm(
        _("the decision on an objection"),
        Words(
            rf"bezwaar\w*[^.;]{{0,80}}\bbeslis\w*[^.;]{{0,50}}binnen {NUMBER} (weken|dagen|maanden)"
            rf"|\bbeslis\w*[^.;]{{0,50}}binnen {NUMBER} (weken|dagen|maanden)[^.;]{{0,60}}bezwaar"
            rf"|binnen {NUMBER} (weken|dagen|maanden)[^.;]{{0,40}}\b(?:beslist|beslissen|besluit)\b[^.;]{{0,30}}bezwaar"
        ),
        frozenset({"4 weken"}),
        _("the board decides within four weeks after it came"),
        "WPO art. 63 lid 3",
    ),
    LawTerm(
        _("telling the inspectorate of a suspension"),
        Words(
            rf"schors\w*[^.;]{{0,60}}(?:langer dan|meer dan|langer duurt dan|duurt langer dan|van meer dan) {NUMBER} ({DAYS}|week|weken)\b[^.;]{{0,120}}inspectie"
            rf"|inspectie[^.;]{{0,120}}schors\w*[^.;]{{0,60}}(?:langer dan|meer dan|langer duurt dan) {NUMBER} ({DAYS}|week|weken)\b"
        ),
        frozenset({"1 dag"}),
        _("the inspectorate is told when it is more than one day"),
        "WPO art. 40c lid 3",
    ),
    LawTerm(
        _("the length of a suspension"),
        Words(
            rf"schors\w*[^.;]{{0,60}}(?:hoogstens|ten hoogste|maximaal|uiterlijk|niet langer dan|nooit langer dan) {NUMBER} (weken|maanden?)\b"
            rf"|(?:hoogstens|ten hoogste|maximaal) {NUMBER} (weken|maanden?)\b[^.;]{{0,20}}(?:ge)?schors"
        ),
        frozenset({"1 week"}),
        _("a suspension lasts a week at most"),
        "WPO art. 40c",
    ),
    LawTerm(
        _("reporting absence"),
        Words(
            rf"(?:verzuim\w*|afwezig\w*|weg(?:blijft)?\b|geldige reden|ongeoorloofd\w*|niet op school)[^.;]{{0,80}}(?:meer dan|langer dan|na|vanaf|minstens|minimaal|bij) {NUMBER} ({DAYS})\b[^.;]{{0,90}}(?:leerplicht|verzuimregister|\bduo\b|verzuimloket)"
            rf"|(?:na|bij|vanaf|meer dan) {NUMBER} ({DAYS})\b (?:ongeoorloofd|zonder geldige|afwezig)[^.;]{{0,90}}(?:leerplicht|verzuimregister|\bduo\b|verzuimloket)"
            rf"|(?:verzuim\w*|ongeoorloofd\w*)[^.;]{{0,60}}\b{NUMBER} ((?:les)?uur|uren)\b[^.;]{{0,80}}(?:weken|leerplicht|verzuimregister|\bduo\b)"
            rf"|\b{NUMBER} ((?:les)?uur|uren)\b (?:ongeoorloofd|verzuim)[^.;]{{0,80}}(?:weken|leerplicht|verzuimregister|\bduo\b)"
        ),
        frozenset({"16 uur"}),
        _("it must be reported from 16 hours in four teaching weeks, in a row or not"),
        "Leerplichtwet art. 21",
        Words(r"luxe ?verzuim|ziek|langdurig relatief|gesprek|brief|verlof|vakantie"),
    ),
    LawTerm(
        _("the steps of the reporting code"),
        Words(
            rf"\b(?:de|alle|in) {NUMBER} (stappen) (?:van|uit) (?:de|onze) meldcode"
            rf"|meldcode\b[^.;]{{0,60}}\b(?:heeft|kent|telt|bestaat uit|in|de) {NUMBER} (stappen)"
        ),
        frozenset({"5 stappen"}),
        _("it has five steps: signals, consultation, talk, weighing, decision"),
        "Besluit verplichte meldcode art. 2",
        Words(r"pest"),
    ),
    LawTerm(
        _("reporting a data breach"),
        Words(
            rf"(?:datalek\w*|gegevens)[^.;]{{0,120}}binnen {NUMBER} (uur|uren|dagen|werkdagen|weken)\b[^.;]{{0,60}}(?:autoriteit persoonsgegevens|\bap\b|toezichthouder)"
            rf"|(?:autoriteit persoonsgegevens|\bap\b|toezichthouder)[^.;]{{0,60}}binnen {NUMBER} (uur|uren|dagen|werkdagen|weken)\b"
        ),
        frozenset({"72 uur", "3 dag"}),
        _("the Autoriteit Persoonsgegevens must be told within 72 hours"),
        "AVG art. 33",
    ),
)

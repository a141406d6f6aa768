"""What the check tells about a Dutch plan is told in the reader's language: every reason, and what stands within it."""

import json
import re
from dataclasses import replace

import pytest

from bench.plan_check import DUTCH
from vangnet.plan.check.at_least import RHYTHMS
from vangnet.plan.check.findings import Report
from vangnet.plan.check.kinds.claims import CLAIMS
from vangnet.plan.check.kinds.formalities import FORMALITIES
from vangnet.plan.check.kinds.names import THINGS
from vangnet.plan.check.kinds.numbers import COUNTED
from vangnet.plan.check.kinds.roles import apart
from vangnet.plan.check.kinds.terms import ACTS
from vangnet.plan.check.law_terms import LAW_TERMS
from vangnet.plan.check.replaced import REPLACED
from vangnet.plan.check.said import Said, say
from vangnet.plan.check.values import report_of, report_values, said_of, said_values
from vangnet.plan.check.vocabulary import roles
from vangnet.plan.topics import TOPICS

from . import cases, making
from .test_kinds import FOUND

DEMANDS = [demand for topic in TOPICS for demand in topic.demands]
STATEMENTS = [
    *(each.title for each in (*TOPICS, *DEMANDS, *THINGS, *roles().values())),
    *(each.why for each in (*CLAIMS, *apart())),
    *(each.what for each in (*RHYTHMS, *COUNTED, *LAW_TERMS, *ACTS)),
    *(each.holds for each in LAW_TERMS),
    *(each.name for each in FORMALITIES),
    *(each.other.title for each in apart()),
]
SOURCES = [
    *(each.source for each in (*TOPICS, *DEMANDS, *CLAIMS, *RHYTHMS, *REPLACED, *FORMALITIES, *LAW_TERMS)),
    *(told for each in REPLACED for told in (each.since, each.now)),
]
# What stays Dutch in English: laws, standards and bodies, by how their names begin; and a year is a year.
NAMES = re.compile(
    r"(?:AVG|Afwegingskader|Arbocatalogus PO|Arbowet|Autoriteit Persoonsgegevens|Basismodel meldcode|Besluit|"
    r"Dienst Uitvoering Onderwijs|Geschillencommissie|Wet medezeggenschap|"
    r"Inrichtingsbesluit|Inspectie|Jeugdwet|Landelijke Klachtencommissie|Leerplichtwet|NEN|PO-Raad|"
    r"School & Veiligheid|Sr art|Veilig Thuis|WMS|WPO|Warenwetbesluit|Wet BIG|Wmo|X|gemeente Almere|20\d\d)(?!\w)"
)
# By these a school knows them, so they stand in the English as well.
DUTCH_TERMS = {
    *("BHV'er", "BHV'ers", "aandachtsfunctionaris", "pestcoördinator", "preventiemedewerker"),
    *("veiligheidscoördinator", "vertrouwenspersonen", "vertrouwenspersoon", "Nederlandse Arbeidsinspectie"),
}
OUR_OWN_WORDS = re.compile(r"gebruik in|voorstel|redenering|nagezocht|nog geen|vanaf|januari|juli|augustus")
TRANSLATED = {each for each in (*STATEMENTS, *SOURCES) if DUTCH.gettext(each) != each}


def report() -> Report:
    """Of a plan with every fault that there is a text for, and of one that says nothing."""
    faulty = making.checked(
        "\n\n".join(text for _kind, text in [*FOUND, *cases.FOUND] if not text.startswith("#"))
    )
    return replace(faulty, findings=faulty.findings + making.checked("Wij zijn er.").findings)


@pytest.mark.parametrize("text", sorted(set(STATEMENTS)))
def test_every_statement_has_its_dutch(text: str) -> None:
    assert text in TRANSLATED


@pytest.mark.parametrize("text", sorted(set(SOURCES)))
def test_every_source_has_its_dutch_or_is_a_name(text: str) -> None:
    assert text in TRANSLATED or (NAMES.match(text) and not OUR_OWN_WORDS.search(text))


def test_an_english_report_holds_no_dutch_but_names_and_a_dutch_report_no_english() -> None:
    dutch = {DUTCH.gettext(each) for each in TRANSLATED} - DUTCH_TERMS
    whys = [each.why for each in report().findings]

    assert {each for each in dutch for why in whys if each in why.told(str)} == set()
    assert {each for each in TRANSLATED for why in whys if each in why.told(DUTCH.gettext)} == set()


def test_what_is_ours_is_a_term_and_never_a_value() -> None:
    told = {term.text for each in report().findings for _name, term in each.why.terms}

    assert {topic.title for topic in TOPICS} <= told
    assert not {value for each in report().findings for _name, value in each.why.values} & TRANSLATED


def through(said: Said) -> Said:
    return said_of(json.loads(json.dumps(said_values(said))))


def test_a_term_survives_storing_and_is_told_in_both_languages() -> None:
    inner = say("about “%(words)s”", words="AMK")
    said = say(
        "The plan says nothing about: %(topic)s (%(source)s).", topic=say("absence and leave"), source=inner
    )

    assert through(said) == said
    assert through(said).told(str) == "The plan says nothing about: absence and leave (about “AMK”)."
    told = through(said).told(DUTCH.gettext)
    assert told == "Het plan zegt niets over: verzuim en verlof (about “AMK”)."


def test_a_report_that_was_stored_before_there_were_terms_can_be_read() -> None:
    values = report_values(making.checked("Wij zijn er."))
    values["findings"][0]["why"] = {
        "text": "%(topic)s (%(source)s).",
        "values": {"topic": "verzuim", "source": "WPO"},
    }

    first = report_of(values).findings[0]
    assert first.why.told(DUTCH.gettext) == "verzuim (WPO)."
    assert dict(first.why.values) == {"topic": "verzuim", "source": "WPO"}

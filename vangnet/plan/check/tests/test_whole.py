"""What is about a plan as a whole: topics, what the law asks to be said about them, and whether the plan holds."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plan_check import PLANS, in_dutch
from vangnet.plan.check.findings import Severity
from vangnet.plan.topics import TOPICS, topic

from . import making

TRUE_WORDS = [
    *(
        "de",
        "school",
        "leerling",
        "BHV'er",
        "?",
        ":",
        "meldcode",
        "[naam]",
        "RI&E",
        "jaarlijks",
        "eens",
        "in",
        "vier",
    ),
    *("jaar", "bijlage", "3", "XX", "zie", "https://a.b/c", "d.pdf", "-", "|", "#"),
]


def told(kind: str, text: str) -> str:
    return " ".join(in_dutch(each) for each in making.found(kind, text))


def test_a_plan_without_a_topic_misses_it() -> None:
    assert "klachtenregeling" in told("topic-absent", "Wij zijn een fijne school.")
    assert "klachtenregeling" not in told("topic-absent", "Een klacht bespreekt de ouder met de leerkracht.")


def test_law_weighs_more_than_habit() -> None:
    findings = {
        in_dutch(each): each.severity for each in making.found("topic-absent", "Wij zijn een fijne school.")
    }
    assert next(severity for why, severity in findings.items() if "meldcode" in why) is Severity.SERIOUS
    assert next(severity for why, severity in findings.items() if "rouw" in why) is Severity.NOTABLE


def test_a_topic_in_template_text_or_a_list_of_annexes_is_not_covered() -> None:
    assert "klachtenregeling" in told("topic-absent", "Beschrijf hier de klachtenregeling van je school.")
    assert "verzuim" in told("topic-announced", "Verzuim: zie het protocol verzuim in de bijlagen.")
    assert "verzuim" in told("topic-announced", "Bijlagen\n\n- Verzuimprotocol")


def test_a_topic_that_is_worked_out_is_not_announced() -> None:
    text = "# Verzuim\n\nKomt een kind niet, dan belt de administratie voor negen uur naar de ouders van dat kind."
    assert "verzuim" not in told("topic-announced", text)


@pytest.mark.parametrize(
    ("text", "missing", "present"),
    [
        ("# Schorsen\n\nDe directeur schorst een leerling hoogstens een week.", "inspectie", "hoogstens"),
        ("# Meldcode\n\nDe directeur beslist na overleg over melden.", "Verwijsindex", "wie beslist"),
        ("# Klachten\n\nEen klacht gaat naar de Landelijke Klachtencommissie.", "vier weken", "welke k"),
        ("# Medicijnen\n\nWij geven medicijnen als ouders het formulier ondertekenden.", "bekwaamheid", "toestemming"),
    ],
)  # fmt: skip
def test_what_the_law_asks_to_be_said(text: str, missing: str, present: str) -> None:
    assert missing in told("demand-missing", text)
    assert present not in told("demand-missing", text)


def test_nothing_is_asked_about_a_topic_that_is_only_named() -> None:
    assert not making.found("demand-missing", "Zie ook de meldcode.")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Versie 3.1", "de versie"),
        ("Datum: 12 maart 2026", "de datum"),
        ("Eigenaar: de directeur", "eigenaar"),
        ("Vastgesteld door het bestuur op 3 mei 2026", "vastgesteld"),
        ("De MR heeft ingestemd op 2 mei 2026", "instemming"),
        ("Het veiligheidsplan bespreken wij ieder jaar in maart", "opnieuw"),
    ],
)
def test_what_says_whether_the_plan_holds(line: str, what: str) -> None:
    assert what in told("missing-formality", "Wij zijn een fijne school.")
    assert what not in told("missing-formality", f"{line}\n\nWij zijn een fijne school.")


def test_a_council_that_only_hears_of_the_plan_does_not_consent() -> None:
    text = "De MR krijgt dit veiligheidsplan {} en bespreekt het in mei."
    found = making.found("missing-formality", text.format("ter kennisneming"))
    assert next(each for each in found if each.quote).severity is Severity.SERIOUS
    assert not any(each.quote for each in making.found("missing-formality", text.format("ter instemming")))
    assert not any(
        each.quote for each in making.found("missing-formality", "De MR krijgt het overzicht ter informatie.")
    )


def test_a_guide_to_the_chapters_is_not_the_topic_itself() -> None:
    guide = "Hoofdstuk 2 gaat over pesten. In hoofdstuk 3 leest u wat wij doen als een kind overlijdt."
    assert "rouw" in told("topic-announced", guide)


def test_a_plan_is_read_on_a_day() -> None:
    """A school year is over on 1 August."""
    assert making.checked("Schooljaar 2025-2026.", on=date(2026, 7, 31)).findings
    for day, over in ((date(2026, 7, 31), False), (date(2026, 8, 1), True)):
        kinds = [each.kind.key for each in making.checked("Schooljaar 2025-2026.", on=day).findings]
        assert ("expired-period" in kinds) is over


def test_a_score_falls_with_what_is_found() -> None:
    clean = making.checked("# 1 Een\n\nDe conciërge loopt iedere dag een ronde.\n\n# 2 Twee\n\nTekst.")
    faulty = making.checked("# 1 Een\n\nDe conciërge belt het AMK.\n\n# 2 Twee\n\nTekst.")
    assert {each.chapter: each.points for each in clean.chapters}["1 Een"] == 100
    assert {each.chapter: each.points for each in faulty.chapters}["1 Een"] < 100
    assert {each.chapter: each.points for each in faulty.chapters}["2 Twee"] == 100
    good = (PLANS / "vuurtoren.md").read_text()
    assert making.checked(f"{good}\n\nDe conciërge belt het AMK.").score < making.checked(good).score


def test_topics_are_one_list_with_keys_and_small_letters() -> None:
    keys = [each.key for each in TOPICS]
    assert len(keys) == len(set(keys))
    assert topic("meldcode").is_law
    for words in [each.words for each in TOPICS] + [
        demand.words for each in TOPICS for demand in each.demands
    ]:
        assert not re.search(r"(?<!\\)[A-Z]", words), words


@settings(max_examples=60)
@given(
    text=st.one_of(
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400),
        st.lists(st.sampled_from(TRUE_WORDS), max_size=60).map(" ".join),
        st.lists(
            st.sampled_from([*TRUE_WORDS, "\n", "\n\n", "1.", "3.1", "\f", "Bijlagen:"]),
            max_size=80,
        ).map(" ".join),
    ),
    form=st.sampled_from(["txt", "md", "html"]),
)
def test_any_text_gives_a_report(text: str, form: str) -> None:
    report = making.checked(f"Tekst. {text}", form)
    assert 0 <= report.score <= 100
    for each in report.findings:
        assert str(each.why)
        assert each.place.line >= 0

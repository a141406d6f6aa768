"""The same report for a person, for a program, and for programs that show findings beside a text."""

import json
from io import StringIO

import pytest

from vangnet.plan.check.findings import Report, Severity
from vangnet.plan.check.kinds import KINDS
from vangnet.plan.check.said import say
from vangnet.plan.check.telling.data import as_data
from vangnet.plan.check.telling.sarif import as_sarif
from vangnet.plan.check.telling.terminal import tell

from . import making

TEXT = "# 1 Zorg\n\nDaarna bellen wij het AMK.\n\nOp school zijn ? BHV'ers.\n"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def report() -> Report:
    return making.checked(TEXT)


def test_a_text_is_put_together_in_the_language_of_the_reader() -> None:
    said = say("%(what)s on line %(line)s", what="Fout", line=3)
    assert str(said) == "Fout on line 3"
    assert said.told(lambda text: text.replace("on line", "op regel")) == "Fout op regel 3"
    assert str(say("100 % sure")) == "100 % sure"


def test_data_holds_everything_that_a_page_needs(report: Report) -> None:
    data = json.loads(json.dumps(as_data(report, str)))
    assert data["score"] == report.score
    assert sum(data["counts"].values()) == len(report.findings) == len(data["findings"])
    outdated = next(each for each in data["findings"] if each["kind"] == "outdated")
    assert (outdated["line"], outdated["chapter"], outdated["severity"]) == (3, "1 Zorg", "notable")
    assert outdated["why"]
    assert outdated["advice"]
    absent = next(each for each in data["findings"] if each["kind"] == "topic-absent")
    assert absent["line"] is None


def test_sarif_has_the_shape_that_its_standard_asks(report: Report) -> None:
    """SARIF 2.1.0, 3.13 (log), 3.14 (run), 3.19 (driver), 3.49 (rules), 3.27 (results), 3.29-3.30 (places)."""
    log = json.loads(json.dumps(as_sarif(report, str, "1.0")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert {"name", "version", "rules"} <= driver.keys()
    assert [rule["id"] for rule in driver["rules"]] == [kind.key for kind in KINDS]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"])
    assert len(run["results"]) == len(report.findings)
    for result in run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "plan.md"
        assert "region" not in physical or physical["region"]["startLine"] >= 1
        assert all(isinstance(mark, str) for mark in result["partialFingerprints"].values())
    assert len({result["partialFingerprints"]["kindQuoteWhy/v1"] for result in run["results"]}) == len(
        run["results"]
    )


def test_a_terminal_gets_colour_and_a_file_does_not(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = StringIO(), Terminal()
    tell(report, str, plain)
    tell(report, str, coloured)
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[" in coloured.getvalue()


def test_a_person_reads_place_fault_reason_and_advice(report: Report) -> None:
    written = StringIO()
    tell(report, str, written)
    text = " ".join(written.getvalue().split())
    assert "line 3 to mend Law, norm or name that was replaced Daarna bellen wij het AMK." in text
    assert "The plan as a whole" in text
    assert f"{report.score} Together: {report.count(Severity.SERIOUS)} serious" in text
    assert max(map(len, written.getvalue().splitlines())) <= 100

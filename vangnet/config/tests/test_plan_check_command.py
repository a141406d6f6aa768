"""`vangnet plan check`: what it writes, where, in which language, and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vangnet.config.cli import main
from vangnet.config.commands import plan_check

PLANS = Path(__file__).parents[2] / "plan/check/tests/plans"
GOOD, BAD = PLANS / "vuurtoren.md", PLANS / "klimop.md"


@pytest.mark.parametrize(
    ("file", "arguments", "code"),
    [
        (GOOD, [], 0),
        (GOOD, ["--fail-on", "minor"], 0),
        (BAD, [], 1),
        (BAD, ["--fail-on", "never"], 0),
        (PLANS / "not-there.md", [], 2),
        (PLANS / "klimop.toml", [], 2),
    ],
)
def test_how_it_ends(file: Path, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check", str(file), *arguments]) == code
    told = capsys.readouterr()
    assert bool(told.err) is (code == 2)


def test_the_severity_from_which_it_fails_can_be_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text(GOOD.read_text() + "\n\nDit bespreken wij regelmatig.\n")
    assert main(["plan", "check", str(plan), "--fail-on", "notable"]) == 0
    assert main(["plan", "check", str(plan), "--fail-on", "minor"]) == 1


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_programs_get_their_form_in_a_file(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "report.json"
    main(["plan", "check", str(BAD), "--format", form, "--output", str(to)])
    assert capsys.readouterr().out == ""
    assert {"json": "findings", "sarif": "runs"}[form] in json.loads(to.read_text())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "check", str(GOOD), "--output", str(tmp_path / "none/report.txt")]) == 2
    assert "none/report.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("spoken", "language"),
    [({}, "nl"), ({"LANG": "nl_NL.UTF-8"}, "nl"), ({"LANG": "C.UTF-8"}, "nl"), ({"LANG": "en_GB.UTF-8"}, "en"),
     ({"LC_ALL": "en_US.UTF-8", "LANG": "nl_NL.UTF-8"}, "en")],
)  # fmt: skip
def test_it_speaks_dutch_unless_the_machine_speaks_english(
    spoken: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in spoken.items():
        monkeypatch.setenv(name, value)
    assert plan_check.language() == language


def test_texts_come_from_the_catalogue_without_django() -> None:
    """A text that the pages have too, so that it is in the catalogue."""
    assert plan_check.translator("nl")("Something else") == "Iets anders"
    assert plan_check.translator("en")("Something else") == "Something else"


def test_django_is_not_started() -> None:
    """Starting it takes longer than the plan of a school takes to read."""
    program = (
        "import sys; from vangnet.config.cli import main; "
        f"main(['plan', 'check', {str(BAD)!r}]); "
        "print([name for name in ('django', 'lxml', 'pypdfium2') if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"

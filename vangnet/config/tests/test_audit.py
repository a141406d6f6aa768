"""The audit of what we install: a known weakness stops a build; "nobody could be asked" is never taken for clean."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

CLEAN = {"name": "django", "version": "5.2.19", "vulns": []}
WEAK = {"name": "lxml", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNKNOWN = {"name": "granian", "skip_reason": "Dependency not found"}


def audited(answer: str, *, errors: str = "") -> subprocess.CompletedProcess[str]:
    """The audit with a service in the place of the real one that gives this answer."""
    service = f"import sys; sys.stdout.write({answer!r}); sys.stderr.write({errors!r}); sys.exit(1)"
    return subprocess.run(
        [sys.executable, str(ROOT / ".ci/audit.py"), sys.executable, "-c", service],
        capture_output=True,
        text=True,
        check=False,
    )


def packages(*found: dict) -> str:
    return json.dumps({"dependencies": found, "fixes": []})


def test_a_known_weakness_fails_and_names_the_package_and_its_mended_version():
    ran = audited(packages(CLEAN, WEAK, UNKNOWN))

    assert ran.returncode == 1
    assert "lxml 1.0: PYSEC-1, mended in 1.1" in ran.stdout


def test_none_known_passes_and_says_what_was_not_audited():
    ran = audited(packages(CLEAN, UNKNOWN))

    assert ran.returncode == 0
    assert "No known weakness in 1 packages." in ran.stdout
    assert "NOT AUDITED, the service does not know them: granian" in ran.stdout


@pytest.mark.parametrize(
    ("answer", "errors"),
    [
        (packages(UNKNOWN, UNKNOWN), ""),
        ("", "ConnectionError: no such host"),
        ("<html>a proxy's page</html>", ""),
        ("[]", ""),
    ],
)
def test_a_service_that_cannot_be_asked_is_said_loudly_and_not_taken_for_clean(answer, errors):
    ran = audited(answer, errors=errors)

    assert ran.returncode == 0
    assert "THE DEPENDENCIES WERE NOT AUDITED" in ran.stdout
    assert "No known weakness" not in ran.stdout


def test_ci_asks_before_it_lets_a_change_land():
    assert "make audit" in (ROOT / ".ci/run").read_text().splitlines()
    assert "$(BIN)/python .ci/audit.py" in (ROOT / "Makefile").read_text()


def test_every_package_is_pinned_with_its_hash():
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    named = [at for at, line in enumerate(lines) if line and not line.startswith((" ", "#"))]

    assert len(named) > 50
    assert [lines[at] for at in named if "==" not in lines[at] or "--hash=sha256:" not in lines[at + 1]] == []

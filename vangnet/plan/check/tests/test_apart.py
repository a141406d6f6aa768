"""A plan is read in a process of its own: whatever it does there, a sentence comes back and nothing else falls."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from vangnet.plan.check import alone, apart
from vangnet.plan.check.checking import check
from vangnet.plan.check.reading import Unreadable, read
from vangnet.plan.check.values import said_of

from . import making

PLAN = Path(__file__).with_name("plans") / "klimop.md"
DAY = date(2026, 11, 26)


def test_what_comes_back_is_what_is_read_here() -> None:
    checked = apart.check_file(PLAN.name, PLAN.read_bytes(), DAY)
    assert checked.document == read(PLAN)
    assert checked.report == check(read(PLAN), DAY)
    assert apart.check_document(checked.document, DAY) == checked.report


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.txt", b"", "is empty"),
        ("plan.exe", b"MZ", "Choose a txt"),
        ("plan.pdf", b"%PDF-1.7 afgebroken", "damaged"),
        ("plan.docx", making.archive({"ander.xml": "<a/>"}), "holds zip"),
    ],
)
def test_a_file_that_is_no_plan_says_why(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        apart.check_file(name, content, DAY)


def reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str) -> None:
    """Another reader in the place of ours, within the same limits, of which a test can say what it does."""
    limits = "from vangnet.plan.check import alone; alone.MOST_SECONDS = 1; alone.set_limits()"
    (tmp_path / "wild_reader.py").write_text(f"import os, sys, time\n{limits}\n{does}\n")
    paths = f"{apart.ENVIRONMENT['PYTHONPATH']}{os.pathsep}{tmp_path}"
    monkeypatch.setattr(apart, "ENVIRONMENT", {"PYTHONPATH": paths})
    monkeypatch.setattr(apart, "READER", "wild_reader")


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("while True: pass", apart.TOO_LONG),
        ("b'x' * 2 * 2**30", apart.FELL),
        ("os.abort()", apart.FELL),
        ("sys.exit(3)", apart.FELL),
        ("os.kill(os.getpid(), 9)", apart.FELL),
        ("while True: sys.stdout.buffer.write(b'x' * 2**20)", apart.FELL),
        ("sys.stdout.write('no values')", apart.FELL),
        ("sys.stdout.write('{}')", apart.FELL),
        ("sys.stdout.write('[1]')", apart.FELL),
        ("sys.stdout.write('[' * 100000)", apart.FELL),
    ],
)
def test_whatever_its_reader_does_the_file_is_refused_with_a_sentence(
    does: str, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reader(monkeypatch, tmp_path, does)
    with pytest.raises(Unreadable) as refused:
        apart.check_file("plan.txt", b"De school", DAY)
    assert refused.value.why.text == says


def test_a_reader_that_waits_without_end_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reader(monkeypatch, tmp_path, "time.sleep(600)")
    monkeypatch.setattr(apart, "MOST_SECONDS", 1)
    with pytest.raises(Unreadable) as refused:
        apart.check_file("plan.txt", b"De school", DAY)
    assert refused.value.why.text == apart.TOO_LONG


def test_more_memory_than_a_plan_needs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def eats(*_given: object) -> None:
        raise MemoryError

    monkeypatch.setattr(alone, "read_bytes", eats)
    told = json.loads(alone.answer({"name": "plan.txt", "today": "2026-11-26"}, b"De school"))
    assert said_of(told["refused"]).text == alone.TOO_MUCH


def test_more_text_than_a_plan_can_hold_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "MOST_TOLD", 1000)
    told = json.loads(alone.answer({"name": PLAN.name, "today": "2026-11-26"}, PLAN.read_bytes()))
    assert said_of(told["refused"]).text == alone.TOO_MUCH


def test_the_reader_gets_no_secret_of_ours_and_needs_no_django(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EMAIL_PASSWORD", "a secret")
    told = tmp_path / "told"
    does = (
        "import vangnet.plan.check.alone\n"
        f"fd = os.open({str(told)!r}, os.O_WRONLY | os.O_CREAT)\n"
        "os.write(fd, repr(('EMAIL_PASSWORD' in os.environ, 'django' in sys.modules)).encode())"
    )
    reader(monkeypatch, tmp_path, does)
    with pytest.raises(Unreadable):
        apart.check_file("plan.txt", b"De school", DAY)
    assert told.read_text() == "(False, False)"


def test_the_process_itself_answers_a_plan_on_its_standard_input() -> None:
    sent = json.dumps({"name": PLAN.name, "today": "2026-11-26"}).encode() + b"\n" + PLAN.read_bytes()
    ran = subprocess.run(
        [sys.executable, "-m", apart.READER],
        input=sent,
        capture_output=True,
        env=apart.ENVIRONMENT,
        check=True,
    )
    assert json.loads(ran.stdout)["report"]["findings"]

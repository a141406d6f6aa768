"""Somebody outside the school checks a file against a printed seal, with no database and no key."""

import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.utils import timezone

from vangnet.conftest import an_act
from vangnet.core.access.tests.test_again import away
from vangnet.core.dossiers import outsider
from vangnet.core.dossiers.canonical import digest
from vangnet.core.dossiers.exporting import export_dossier, export_year
from vangnet.core.dossiers.models import Reading, Seal, SealedHead
from vangnet.core.dossiers.recording import record
from vangnet.core.dossiers.sealing import seal_day
from vangnet.core.dossiers.tests.world import DOSSIERS

pytestmark = pytest.mark.django_db(databases="__all__")

NOW = timezone.now()
DAY = timezone.localdate(NOW)


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    """It speaks without Django, so with a catalogue of its own."""
    monkeypatch.setattr(outsider, "_", str)


@dataclass(frozen=True)
class Year:
    """A file with a dozen dossiers of every kind of fact, one destroyed, and what was printed outside."""

    path: Path
    lines: tuple[str, ...]
    printed: str
    known: dict[str, dict[str, int]]  # up to which entry and reading the last seal names each dossier

    def holding(self, lines) -> Path:
        self.path.write_text("".join(f"{line}\n" for line in lines))
        return self.path


@pytest.fixture(scope="module")
def exported(world):
    lines = b"".join(export_year(DAY - timedelta(days=60), DAY, NOW)).decode().splitlines()
    known = {
        head.dossier.reference: {"entry": head.entry_count, "reading": head.reading_count}
        for head in SealedHead.objects.order_by("seal__number").select_related("dossier")
    }
    return tuple(lines), Seal.objects.order_by("-number").first().digest, known


@pytest.fixture
def year(exported, tmp_path) -> Year:
    made = Year(tmp_path / "export.jsonl", *exported)
    made.holding(made.lines)
    return made


def outcome(year: Year, printed: str | None = None) -> outsider.Outcome:
    return outsider.check(outsider.read(year.path), printed or year.printed)


def _written(folder: Path, lines) -> Path:
    path = folder / "export.jsonl"
    path.write_bytes(b"".join(lines))
    return path


def test_a_year_is_as_it_was_when_the_seal_was_made(year):
    found = outcome(year)

    assert found.findings == ()
    assert len(outsider.read(year.path).dossiers) == DOSSIERS
    assert found.later == 1  # what world.build records after the last seal
    assert found.covered > 100


def test_the_figure_is_taken_as_it_is_typed_over_from_paper(year):
    typed = " ".join(year.printed.upper()[at : at + 8] for at in range(0, 64, 8))

    assert outcome(year, typed).findings == ()


def test_another_figure_is_said_not_to_be_in_the_file(year):
    assert "not in this export" in " ".join(outcome(year, "0" * 64).findings)


def test_without_a_seal_the_file_can_only_agree_with_itself(year, capsys):
    assert outsider.run(year.path, None) == 0
    assert "agrees with itself" in capsys.readouterr().out


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_changed_in_the_file_is_found(year, seed):
    """Each change alone: another value, a line less, a line twice."""
    chance, tried = Random(seed), 0
    while tried < 60:
        place = chance.randrange(1, len(year.lines))
        changed = _changed(year, place, chance)
        if changed is not None:
            tried += 1
            year.holding(changed)
            assert _is_betrayed(year), (year.lines[place][:200], changed[place][:200])


def _is_betrayed(year: Year) -> bool:
    try:
        return bool(outcome(year).findings)
    except outsider.Unreadable:
        return True


def _changed(year: Year, place: int, chance: Random) -> list[str] | None:
    """Nothing for what no seal was made over yet: entries and readings after the last one."""
    lines = list(year.lines)
    ((kind, content),) = json.loads(lines[place]).items()
    known = year.known.get(content.get("dossier", ""), {}).get(kind)
    if known is not None and content.get("number", content.get("reading")) > known:
        return None
    how = chance.choice(["value", "value", "value", "less", "twice"])
    if how == "less":
        return lines[:place] + lines[place + 1 :]
    if how == "twice":
        return [*lines[:place], lines[place], *lines[place:]]
    altered = deepcopy(content)
    column = chance.choice(sorted(altered))
    altered[column] = _another(altered[column])
    return [*lines[:place], json.dumps({kind: altered}), *lines[place + 1 :]]


def _another(value):
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    return None if value else "0"


def test_records_made_anew_with_all_their_digests_do_not_fit_the_printed_seal(year):
    """Who can write the database can make a whole chain anew; not the paper."""
    lines = [json.loads(line) for line in year.lines]
    first = next(line["entry"] for line in lines if "entry" in line)
    reference, before = first["dossier"], first["previous"]
    first["step"] = "note"
    heads = []
    for line in lines:
        if "entry" in line and line["entry"]["dossier"] == reference:
            line["entry"]["previous"] = before
            before = digest(line["entry"])
            heads.append(before)
    previous = ""
    for line in lines:
        if "seal" in line:
            seal = line["seal"]
            seal["previous"] = previous or seal["previous"]
            for head in seal["heads"]:
                if head[0] == reference:
                    head[2] = heads[head[1] - 1]
            previous = digest(seal)
    year.holding(map(json.dumps, lines))

    assert (
        outsider.check(outsider.read(year.path)).findings == ()
    )  # it agrees with itself, and that proves nothing
    assert outcome(year).findings != ()


@pytest.mark.parametrize("place", [0, DOSSIERS // 2, DOSSIERS - 2])
def test_a_dossier_left_out_of_the_year_is_missed(year, place):
    lines = [json.loads(line) for line in year.lines]
    references = [line["dossier"]["reference"] for line in lines if "dossier" in line]
    gone = references[place]
    year.holding(json.dumps(line) for line in lines if gone not in (*_named(line),))

    assert "missing" in " ".join(outcome(year).findings)


def _named(line: dict) -> list[str]:
    ((kind, content),) = line.items()
    return [] if kind == "seal" else [content.get("dossier", ""), content.get("reference", "")]


def test_a_file_that_is_no_export_is_refused_with_the_line(tmp_path, capsys):
    path = tmp_path / "export.jsonl"
    path.write_text('{"export":{"format":1}}\n[1, 2]\n')

    assert outsider.run(path, None) == 2
    assert "2" in capsys.readouterr().err


def test_who_handles_a_dossier_hands_it_out_and_the_texts_open_without_the_installation(
    as_, cast, fight, tmp_path
):
    record(fight, an_act("note", cast.iris, text="Met allebei gesproken."))
    seal = seal_day(DAY, NOW)

    answer = as_(cast.hanna).post(f"/dossiers/{fight.reference}/proof/")

    path = tmp_path / "export.jsonl"
    path.write_bytes(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="{fight.reference}.jsonl"'
    assert Reading.objects.filter(dossier=fight, person=cast.hanna).count() == 1
    shown = _alone(tmp_path, "--seal", seal.digest, "--read")
    assert shown.returncode == 0, shown.stderr
    assert "Cas duwde Aya bij de schommel. Aya viel op haar knie." in shown.stdout
    assert "Mina Test" in shown.stdout


def test_a_dossier_is_handed_out_only_to_who_proved_just_now(cast, fight):
    answer = away(cast.hanna, 10).post(f"/dossiers/{fight.reference}/proof/")

    assert answer.url.startswith("/account/second-factor/again/")
    assert not Reading.objects.filter(dossier=fight).exists()


def test_an_export_from_the_command_line_holds_no_text_and_no_key(fight, tmp_path):
    _written(tmp_path, export_dossier(fight, NOW))

    shown = _alone(tmp_path, "--read")

    assert shown.returncode == 0, shown.stderr
    assert "schommel" not in shown.stdout
    assert '"key"' not in (tmp_path / "export.jsonl").read_text()


def _alone(folder: Path, *options: str) -> subprocess.CompletedProcess:
    """A copy of the one file, in a Python that finds nothing of Vangnet or Django."""
    copy = folder / "outsider.py"
    copy.write_text(Path(outsider.__file__).read_text())
    barred = (
        "import runpy, sys; sys.modules['django'] = sys.modules['vangnet'] = None; "
        "sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = [sys.executable, "-c", barred, str(copy), str(folder / "export.jsonl"), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=folder)

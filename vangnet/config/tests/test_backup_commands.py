"""`vangnet backup` and `vangnet restore` on installations of their own, on the database that the tests use."""

import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vangnet.core.backups import running
from vangnet.core.dossiers.tests import apart

from .house import awaited, reporting, scene, started, vangnet

pytestmark = pytest.mark.own_database

on_sqlite = pytest.mark.skipif(bool(apart.ADDRESS), reason="the files of SQLite")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Eight dossiers, a seal, and a file that waits for agreement."""
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        scene(place, "reports", "8")
        scene(place, "seal")
        (place / "uploads").mkdir(exist_ok=True)
        (place / "uploads" / "waits").write_bytes(b"a roster")
        yield place


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copies"


def backup(place, folder, *more):
    ran = vangnet(place, "backup", str(folder), *more)
    assert ran.returncode == 0, ran.stderr
    return re.match(r"Copy (\S+):", ran.stdout)[1]


def manifest(folder, part, name):
    return json.loads((folder / part / name / "manifest.json").read_text())


def names(folder, part):
    return sorted(each.name for each in (folder / part).iterdir() if not each.name.startswith("."))


def test_what_was_lost_comes_back_as_it_was(installation, folder):
    before = scene(installation, "state")
    name = backup(installation, folder)
    scene(installation, "reports", "3")

    restored = vangnet(installation, "restore", str(folder / name))

    assert restored.returncode == 0, restored.stderr
    assert "8 dossiers, 8 entries" in restored.stdout
    assert scene(installation, "state") == before
    assert (installation / "uploads" / "waits").read_bytes() == b"a roster"


def test_each_part_lies_apart_with_a_manifest_and_the_installations_key_is_nowhere(installation, folder):
    name = backup(installation, folder)

    main, keys, files = (manifest(folder, part, name) for part in ("main", "keys", "attachments"))
    assert main["rows"]["dossiers_dossier"] == 8
    assert main["heads"]["dossiers"] == 8
    assert main["heads"]["seal"] == scene(installation, "seal")["digest"]
    assert "keys_wrappedkey" not in main["rows"]
    assert keys["rows"]["keys_wrappedkey"] == 8
    assert files["rows"] == {"files": 1}
    key = (installation / "keys" / "installation.key").read_bytes()
    everything = [each for each in folder.rglob("*") if each.is_file()]
    assert len(everything) == 7
    assert not [each for each in everything if key in each.read_bytes()]
    assert {each.stat().st_mode & 0o777 for each in everything} == {0o600}
    assert {each.stat().st_mode & 0o777 for each in [folder, *folder.rglob("*")] if each.is_dir()} == {0o700}


def _holds(process, file):
    """Whether a process has this file open."""
    return any(
        each.is_symlink() and each.readlink() == file for each in Path(f"/proc/{process}/fd").glob("*")
    )


def test_a_copy_made_while_people_work_is_whole(installation, folder, tmp_path):
    with reporting(installation, tmp_path / "stop") as reported:
        made = [backup(installation, folder) for _ in range(2)]

    assert len(reported) > 3
    for name in made:
        assert vangnet(installation, "restore", str(folder / name)).returncode == 0
        assert scene(installation, "state")["findings"] == []


def test_a_restore_waits_for_nobody_and_changes_nothing_while_something_runs(installation, folder, tmp_path):
    name = backup(installation, folder)
    scene(installation, "reports", "1")
    ticking = started(installation, "vangnet", "tick", "--every", "60")
    try:
        awaited(lambda: _holds(ticking.pid, installation / running.FILE))
        refused = vangnet(installation, "restore", str(folder / name))
    finally:
        ticking.kill()
        ticking.communicate()

    assert refused.returncode
    assert "Stop it first" in refused.stderr or "Stop every server" in refused.stderr


def test_what_was_destroyed_since_comes_back_unreadable_and_is_named(installation, folder):
    name = backup(installation, folder)
    gone = scene(installation, "state")["references"][2]
    scene(installation, "destroy", gone)

    restored = vangnet(installation, "restore", str(folder / name))

    assert restored.returncode == 0, restored.stderr
    assert f"1 dossiers that were destroyed after this copy came back: {gone}" in restored.stdout
    checked = vangnet(installation, "verify", "--open")
    assert [line for line in checked.stdout.splitlines() if gone in line and "key missing" in line]
    scene(installation, "destroy", gone)
    assert "Everything is as it was recorded" in vangnet(installation, "verify", "--open").stdout


def test_an_old_copy_goes_with_newer_keys_and_never_with_older_ones(installation, folder):
    """The keys of that day are gone after fourteen days, and so is what was destroyed since."""
    first = backup(installation, folder)
    gone = scene(installation, "state")["references"][0]
    scene(installation, "destroy", gone)
    time.sleep(1.1)
    second = backup(installation, folder)
    shutil.move(folder / "keys" / first, folder)

    restored = vangnet(installation, "restore", str(folder / first))
    shutil.move(folder / first, folder / "keys")
    shutil.rmtree(folder / "keys" / second)
    refused = vangnet(installation, "restore", str(folder / second))

    assert restored.returncode == 0, restored.stderr
    assert gone in restored.stdout
    assert refused.returncode == 1
    assert "There is no copy of the keys" in refused.stderr


def test_a_copy_that_was_altered_is_refused_and_nothing_changes(installation, folder):
    """Any bit of any part, and a manifest that counts otherwise."""
    name = backup(installation, folder)
    scene(installation, "reports", "1")
    before = scene(installation, "state")
    told_by = folder / "main" / name / "manifest.json"
    harms = [
        (file, lambda content: content[:-1] + bytes([content[-1] ^ 1]), "its figure differs")
        for part in ("main", "keys", "attachments")
        for file in (folder / part / name).iterdir()
        if file != file.with_name("manifest.json")
    ]
    harms.append(
        (told_by, lambda told: told.replace(b'"dossiers_entry": 8', b'"dossiers_entry": 9'), "dossiers_entry")
    )

    for file, harm, says in harms:
        content = file.read_bytes()
        file.write_bytes(harm(content))
        refused = vangnet(installation, "restore", str(folder / name))
        file.write_bytes(content)
        assert refused.returncode == 1, file
        assert says in refused.stderr, file

    assert len(harms) == 4
    assert scene(installation, "state") == before
    assert not [each for each in installation.iterdir() if "restoring" in each.name or "before" in each.name]


def test_a_copy_that_another_key_opens_is_refused_until_that_key_is_given(installation, folder, tmp_path):
    name = backup(installation, folder)
    old = tmp_path / "old.key"
    shutil.copyfile(installation / "keys" / "installation.key", old)
    assert vangnet(installation, "keys", "rotate", "--yes").returncode == 0
    before = scene(installation, "state")

    refused = vangnet(installation, "restore", str(folder / name))
    assert refused.returncode == 1
    assert "before its key was replaced" in refused.stderr
    assert scene(installation, "state") == before

    assert vangnet(installation, "restore", str(folder / name), "--key-file", str(old)).returncode == 0
    assert scene(installation, "state") == before
    assert (installation / "keys" / "installation.key").read_bytes() == old.read_bytes()


def test_sealed_for_a_recipient_nothing_can_be_read_without_the_other_half(installation, folder, tmp_path):
    before = scene(installation, "state")
    made = vangnet(installation, "keys", "pair", str(tmp_path / "identity"))
    public = made.stdout.strip()
    name = backup(installation, folder, "--recipient", public)
    files = [each for each in folder.rglob("*") if each.is_file() and each.name != "manifest.json"]

    assert sorted(each.suffix for each in files if each.name != ".lock") == [".sealed"] * 3
    assert not [
        each for each in files if b"SQLite format" in each.read_bytes() or b"PGDMP" in each.read_bytes()
    ]
    assert not list(installation.glob(".backup-*"))
    without = vangnet(installation, "restore", str(folder / name))
    assert (without.returncode, "--identity" in without.stderr) == (1, True)
    vangnet(installation, "keys", "pair", str(tmp_path / "other"))
    other = vangnet(installation, "restore", str(folder / name), "--identity", str(tmp_path / "other"))
    assert (other.returncode, "does not open" in other.stderr) == (1, True)
    opened = vangnet(installation, "restore", str(folder / name), "--identity", str(tmp_path / "identity"))
    assert opened.returncode == 0, opened.stderr
    assert scene(installation, "state") == before


def test_sealed_with_a_passphrase(installation, folder, tmp_path):
    before = scene(installation, "state")
    words = tmp_path / "words"
    words.write_text("een lange zin die niemand raadt\n")
    name = backup(installation, folder, "--passphrase-file", str(words))

    restored = vangnet(installation, "restore", str(folder / name), "--passphrase-file", str(words))

    assert restored.returncode == 0, restored.stderr
    assert scene(installation, "state") == before


def test_copies_whose_term_is_over_are_removed_and_nothing_else(installation, folder):
    """By the day in their names; a folder that is not ours stays, whatever its age."""
    backup(installation, folder)
    aged = {"main": "2025-01-01T010000Z", "keys": "2026-01-01T010000Z"}
    for part, name in aged.items():
        shutil.copytree(folder / part / names(folder, part)[0], folder / part / name)
        (folder / part / "2020-mine").mkdir()
    shutil.copytree(folder / "main" / names(folder, "main")[-1], folder / "main" / "2026-10-01T010000Z")
    (folder / "main" / ".2026-01-01T010000Z.making").mkdir()
    time.sleep(1.1)

    latest = backup(installation, folder)

    assert "2020-mine" in names(folder, "main")
    assert "2026-10-01T010000Z" in names(folder, "main"), "within its year"
    assert not set(aged.values()) & {*names(folder, "main"), *names(folder, "keys")}
    assert latest in names(folder, "main")
    assert not list((folder / "main").glob(".*.making"))


def test_a_folder_that_can_not_be_written_is_said(installation, tmp_path):
    file = tmp_path / "a-file"
    file.write_text("no folder")

    refused = vangnet(installation, "backup", str(file))

    assert refused.returncode == 1
    assert "can't be written" in refused.stderr


def test_a_full_disk_leaves_nothing_half(installation, folder):
    """The kernel refuses every file above a size, as a full disk would refuse its next block."""
    ran = subprocess.run(
        [sys.executable, "-m", "vangnet", "backup", str(folder)],
        env=apart.environment(installation),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000)),
        check=False,
    )

    assert ran.returncode == 1
    assert "not" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert [each for part in ("main", "keys", "attachments") for each in names(folder, part)] == []
    assert not list(folder.rglob(".*.making"))
    assert backup(installation, folder)


def test_no_copy_is_made_between_two_keys(installation, folder):
    key = installation / "keys" / "installation.key"
    os.link(key, key.with_name("installation.key.old"))

    refused = vangnet(installation, "backup", str(folder))

    assert refused.returncode == 1
    assert "is being replaced" in refused.stderr


@on_sqlite
def test_a_folder_that_was_lost_altogether_comes_back_with_the_key(installation, folder, tmp_path):
    before = scene(installation, "state")
    name = backup(installation, folder)
    key = (installation / "keys" / "installation.key").read_bytes()
    shutil.rmtree(installation)
    (installation / "keys").mkdir(parents=True)

    without = vangnet(installation, "restore", str(folder / name))
    (installation / "keys" / "installation.key").write_bytes(key)
    restored = vangnet(installation, "restore", str(folder / name))

    assert (without.returncode, "installation.key" in without.stderr) == (1, True)
    assert restored.returncode == 0, restored.stderr
    assert scene(installation, "state") == before


@on_sqlite
def test_the_log_of_the_old_file_never_meets_the_new_one(installation, folder):
    name = backup(installation, folder)
    with sqlite3.connect(installation / "vangnet.sqlite3") as left_open:
        left_open.execute("PRAGMA wal_autocheckpoint=0")
        left_open.execute("UPDATE dossiers_dossier SET closed_on = '2026-01-01'")
        left_open.commit()
        log = (installation / "vangnet.sqlite3-wal").read_bytes()
    left_open.close()
    (installation / "vangnet.sqlite3-wal").write_bytes(log)

    assert vangnet(installation, "restore", str(folder / name)).returncode == 0

    assert scene(installation, "state")["findings"] == []


def test_a_restore_that_is_killed_leaves_all_that_was_or_brings_all_of_the_copy(installation, folder):
    copied = scene(installation, "state")
    name = backup(installation, folder)
    scene(installation, "reports", "2")
    present = scene(installation, "state")
    began = time.monotonic()
    assert vangnet(installation, "verify").returncode == 0
    one_command = time.monotonic() - began

    seen = []
    for part in (0.5, 1.5, 2.5, 3.5):
        process = started(installation, "vangnet", "restore", str(folder / name))
        time.sleep(one_command * part)
        process.kill()
        process.communicate()
        vangnet(installation, "verify")  # whatever comes next finishes what was cut off
        seen.append(scene(installation, "state"))
        assert seen[-1] in (present, copied), part

    assert seen[0] == present
    assert vangnet(installation, "restore", str(folder / name)).returncode == 0
    assert scene(installation, "state") == copied


def test_the_nightly_proof_restores_what_it_sealed_and_says_so(installation, folder, tmp_path):
    public = vangnet(installation, "keys", "pair", str(tmp_path / "identity")).stdout.strip()
    settings = {"VANGNET_BACKUP": str(folder), "VANGNET_BACKUP_RECIPIENT": public}

    told = scene(installation, "prove_at_night", **settings)

    assert told["outcomes"] == ["proven"]
    assert told["dossiers"] == 8
    assert [file.name for file in (folder / "main").rglob("*.sealed")]
    assert not [each for each in installation.iterdir() if each.name.startswith((".proving", ".backup"))]
    assert scene(installation, "prove_at_night", **settings) == told, "once a night"
    restored = vangnet(installation, "restore", str(folder), "--identity", str(tmp_path / "identity"))
    assert restored.returncode == 0, restored.stderr


def test_a_nightly_proof_that_fails_is_noted_and_mailed(installation, tmp_path):
    file = tmp_path / "a-file"
    file.write_text("no folder")

    told = scene(installation, "prove_at_night", VANGNET_BACKUP=str(file))

    assert told["outcomes"] == ["failed"]
    assert "can't be written" in told["says"]
    assert told["mail"] == ["ada@example.org"]

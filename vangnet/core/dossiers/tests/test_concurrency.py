"""Many people at once, on real files and real databases, in processes of their own."""

import pytest

from vangnet.core.dossiers.tests import apart

pytestmark = pytest.mark.own_database

needs_files = pytest.mark.skipif(bool(apart.ADDRESS), reason="the files of SQLite")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    with apart.template(tmp_path_factory.mktemp("template")) as place:
        yield place


def test_eight_people_who_record_at_once_in_one_dossier_lose_nothing(installation):
    told = apart.run(installation, "eight_record_at_once")

    assert told["acknowledged"] == list(range(2, 42))
    assert told["stored"] == list(range(1, 42))
    assert told["findings"] == []


def test_one_form_sent_five_times_at_once_opens_one_dossier(installation):
    told = apart.run(installation, "one_form_five_times")

    assert told == {"answers": 5, "references": 1, "dossiers": 1, "ledger": 1, "findings": []}


def test_of_two_people_on_one_form_the_second_is_told_what_the_first_recorded(installation):
    told = apart.run(installation, "two_people_on_one_form")

    assert told == {"outcomes": ["overtaken by 1", "recorded"], "entries": 2, "findings": []}


def test_a_day_gets_one_seal_while_people_record_and_report(installation):
    told = apart.run(installation, "seals_while_people_work")

    assert told == {"seals": [1], "ledger": 1, "findings": []}


def test_a_check_gives_no_false_alarm_while_people_record(installation):
    told = apart.run(installation, "checks_while_people_work")

    assert told["checks"] >= 1
    assert told["findings"] == []


@needs_files
def test_checkpoints_keep_the_log_small_while_people_record_and_lose_nothing(installation, fresh, tmp_path):
    told = apart.run(installation, "checkpoints_while_people_work")
    with apart.copied(fresh, tmp_path / "without") as place:
        unfolded = apart.run(place, "a_log_without_checkpoints")["size"]

    assert (told["recorded"], told["stored"], told["findings"]) == (96, 96, [])
    assert told["checkpoints"] >= 8
    assert told["largest"] < unfolded / 2


def test_a_copy_made_before_a_destruction_gives_no_readable_text_and_no_file_a_trace_of_the_key(installation):
    """AVG art. 17: what was destroyed is gone from every backup of the main database as well."""
    told = apart.run(installation, "destroyed_with_a_copy_made_before")

    assert told["rows"] == (2 if apart.ADDRESS else 4)
    assert set(told["read"]) == {"KeyGone"}
    assert told["findings"] == []
    assert (told["trace_before"], told["trace_after"]) == (not apart.ADDRESS, False)


def test_a_destruction_that_was_cut_off_before_the_key_is_finished_later(installation):
    told = apart.run(installation, "a_destruction_cut_off_before_the_key")

    assert told["entries"] == 0
    assert [finding.split(":")[0] for finding in told["between"]] == ["key left"]
    assert (told["mended"], told["trace"], told["after"]) == ([1, 0], False, [])


@needs_files
def test_only_the_account_that_runs_vangnet_may_read_its_files(installation):
    rights = apart.run(installation, "rights_of_the_files")

    assert rights.pop("keys") == "0o700"
    assert {"vangnet.sqlite3", "vangnet.sqlite3-wal", "keys/keys.sqlite3", "keys/installation.key"} <= set(
        rights
    )
    assert set(rights.values()) == {"0o600"}

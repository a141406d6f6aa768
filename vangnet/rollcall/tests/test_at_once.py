"""Six people at the same instant: one roll-call, each word in it once, and none that falls beside the closing."""

import json
import subprocess
import sys

from vangnet.core.dossiers.tests import apart

from .at_once import PEOPLE


def test_six_people_at_once_start_speak_and_close(tmp_path):
    with apart.template(tmp_path / "own") as place:
        child = subprocess.run(
            [sys.executable, "-m", "vangnet.rollcall.tests.at_once"],
            env=apart.environment(place),
            capture_output=True,
            text=True,
            timeout=240,
        )
    assert child.returncode == 0, child.stderr[-4000:]
    told = json.loads(child.stdout.splitlines()[-1])

    assert len(set(told["begun"])) == 1, told["begun"]
    assert told["keys"] == 1, "who was not first left no key"
    assert told["said"] == ["said"] * PEOPLE
    words = told["pupils"] * (PEOPLE + 1)
    assert told["numbers"] == list(range(1, words + 1))
    assert sorted(set(told["ended"]) - {"heard", "late"}) == ["closed"]
    assert told["words"] == 0
    assert told["missed"] == 1, "said before the closing or after it, it is known"
    assert told["counted"] == told["pupils"]

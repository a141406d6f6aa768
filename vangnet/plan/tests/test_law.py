"""Each source that is cited about the plan is told in `law.md`, in our own words."""

from pathlib import Path

from vangnet.core.law import WMS
from vangnet.plan.adoption import CONSENT, DISPUTE
from vangnet.plan.duties import DUTIES

TOLD = Path(__file__).parents[1].joinpath("law.md").read_text().splitlines()


def test_every_cited_source_has_a_heading_and_every_heading_is_cited():
    cited = {source.cite() for duty in DUTIES for source in duty.sources} | {CONSENT.cite(), DISPUTE.cite()}

    assert {line.removeprefix("### ") for line in TOLD if line.startswith("### ")} == cited


def test_the_act_stands_in_the_table_with_the_version_that_was_read():
    assert any(WMS.number in line and WMS.read.isoformat() in line for line in TOLD)

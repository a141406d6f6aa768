"""Each source that the building cites is told in `law.md`, in our own words."""

from pathlib import Path

from vangnet.building.duties import DANGER_DAYS, DEFECT_DAYS, DUTIES

TOLD = Path(__file__).parents[1].joinpath("law.md").read_text().splitlines()


def test_every_cited_source_has_a_heading_and_every_heading_is_cited():
    cited = {source.cite() for duty in DUTIES for source in duty.sources}
    cited |= {DANGER_DAYS.source.cite(), DEFECT_DAYS.source.cite()}

    assert {line.removeprefix("### ") for line in TOLD if line.startswith("### ")} == cited


def test_every_act_stands_in_the_table_with_the_version_that_was_read():
    acts = {source.act for duty in DUTIES for source in duty.sources if hasattr(source, "act")}

    for act in acts:
        assert any(act.number in line and act.read.isoformat() in line for line in TOLD), act.name

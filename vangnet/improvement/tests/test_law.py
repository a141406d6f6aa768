"""Each source that is cited here is told in `law.md`, in our own words."""

from pathlib import Path

from vangnet.improvement.duties import DUTIES

TOLD = Path(__file__).parents[1].joinpath("law.md").read_text().splitlines()


def test_every_cited_source_has_a_heading_and_every_heading_is_cited():
    cited = {source.cite() for duty in DUTIES for source in duty.sources}

    assert {line.removeprefix("### ") for line in TOLD if line.startswith("### ")} == cited

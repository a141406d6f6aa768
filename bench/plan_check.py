"""Measures the check of a plan on invented plans whose faults are known: `python -m bench.plan_check`.

Beside each plan lies a file that tells the faults that were put in on purpose (`seeded`) and, after the check was run,
which other findings a reader judged to be true (`judged`), both in Dutch. A finding that is in neither is counted as
false.
"""

import gettext
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import vangnet
from vangnet.plan.check.checking import check
from vangnet.plan.check.findings import Finding
from vangnet.plan.check.reading import read

PLANS = Path(__file__).parent.parent / "vangnet/plan/check/tests/plans"
HELD_OUT = PLANS / "held_out"
DAY = date(2026, 11, 26)
DUTCH = gettext.translation("django", Path(vangnet.__file__).with_name("locale"), ["nl"])

Marks = dict[str, list[str]]


@dataclass
class Tally:
    """Of one kind: faults put in, of those found, findings, of those true."""

    seeded: int = 0
    found: int = 0
    findings: int = 0
    true: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)


def plans_in(folder: Path) -> Iterator[tuple[Path, Marks, Marks]]:
    for marks in sorted(folder.glob("*.toml")):
        told = tomllib.loads(marks.read_text(encoding="utf-8"))
        plan = next(each for each in folder.glob(f"{marks.stem}.*") if each != marks)
        yield plan, told.get("seeded", {}), told.get("judged", {})


def measured(folder: Path) -> dict[str, Tally]:
    tallies: dict[str, Tally] = defaultdict(Tally)
    for plan, seeded, judged in plans_in(folder):
        findings = check(read(plan), DAY).findings
        for kind, fragments in seeded.items():
            for fragment in fragments:
                _count_seeded(
                    tallies[kind], fragment, [each for each in findings if each.kind.key == kind], plan
                )
        for each in findings:
            key = each.kind.key
            _count_finding(tallies[key], each, seeded.get(key, []) + judged.get(key, []), plan)
    return dict(sorted(tallies.items()))


def _count_seeded(tally: Tally, fragment: str, findings: list[Finding], plan: Path) -> None:
    tally.seeded += 1
    if any(_tells(each, fragment) for each in findings):
        tally.found += 1
    else:
        tally.missed.append(f"{plan.name}: {fragment}")


def _count_finding(tally: Tally, finding: Finding, fragments: list[str], plan: Path) -> None:
    tally.findings += 1
    if any(_tells(finding, fragment) for fragment in fragments):
        tally.true += 1
    else:
        tally.false.append(f"{plan.name}:{finding.place.line}: {in_dutch(finding)} | {finding.quote[:120]}")


def in_dutch(finding: Finding) -> str:
    return finding.why.told(DUTCH.gettext)


def _tells(finding: Finding, fragment: str) -> bool:
    return fragment.lower() in f"{finding.quote} {in_dutch(finding)}".lower()


def total(tallies: dict[str, Tally]) -> Tally:
    return Tally(
        *(
            sum(getattr(each, name) for each in tallies.values())
            for name in ("seeded", "found", "findings", "true")
        )
    )


def main() -> None:
    tallies = measured(HELD_OUT)
    for kind, each in (*tallies.items(), ("all", total(tallies))):
        print(
            f"{kind:24} seeded {each.seeded:3} found {each.found:3}   findings {each.findings:3} true {each.true:3}"
        )
        for name, lines in (("missed", each.missed), ("false", each.false)):
            for line in lines:
                print(f"    {name}: {line}")


if __name__ == "__main__":
    main()

"""Writes what was measured: as JSON under build/bench, and as the tables of docs/speed.md between two marks."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .boards import KEPT, ROOT
from .endurance import REPORTS_A_MINUTE, Endured
from .measured import Measured

PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- measured: written by `python -m bench` -->", "<!-- end of what was measured -->"


@dataclass(frozen=True)
class Aim:
    """The most that a page may take with 100,000 incidents, in milliseconds."""

    p95: float
    p50: float = 0.0
    cpu: float = 0.0


AIMS = {
    "list": Aim(40, cpu=20),
    "search by pupil": Aim(40, cpu=20),
    "open": Aim(40, cpu=20),
    "report, sent": Aim(25, p50=8),
    "year, board": Aim(150),
    "search in texts": Aim(1000),
}
RAW_OF = {"list": "list", "open": "open", "report, sent": "report"}
# How much slower the 95th of a hundred may be than with a thousand incidents.
GROWTH = {100_000: 1.3, 1_000_000: 1.5}
START, WORKER, VERIFY = 2.0, 120e6, 10.0


@dataclass(frozen=True)
class Result:
    """One board on one database: the pages, the floors of the same run, and what the server itself takes."""

    database: str
    incidents: int
    pages: Mapping[str, Measured]
    constant: Measured
    raw: Mapping[str, Measured]
    memory: int
    worker: int
    start: float
    entries: int = 0
    verify_seconds: float = 0.0
    endured: Endured | None = None


def keep(results: Sequence[Result]) -> Path:
    file = KEPT / "results.json"
    file.write_text(json.dumps([asdict(result) for result in results], indent=1))
    return file


def write(results: Sequence[Result], day: str, loaded: float) -> None:
    before, _begin, rest = PAGE.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables(results, day, loaded)}\n{END}{after}")


def tables(results: Sequence[Result], day: str, loaded: float) -> str:
    said = [f"{day}, {_machine()}; load average {loaded:.1f} at the start.\n"]
    for database in dict.fromkeys(result.database for result in results):
        ours = sorted((one for one in results if one.database == database), key=lambda one: one.incidents)
        said += [f"### {database}\n", *_of_database(ours), ""]
    return "\n".join(said)


def _of_database(ours: Sequence[Result]) -> list[str]:
    """The pages at the size for which there are aims, how they grow, the floors, and the server itself."""
    main = next((one for one in ours if one.incidents == 100_000), ours[-1])
    return [*_pages(main), "", *_growth(ours), *_floors(main), "", *_server(main)]


def _pages(result: Result) -> list[str]:
    lines = [
        f"| page at {result.incidents:,} | p50 | p95 | processor | aims |",
        "|---|---:|---:|---:|---|",
    ]
    for name, found in result.pages.items():
        lines.append(f"| {name} {_figures(found)} | {'; '.join(_aims(name, found))} |")
    return lines


def _aims(name: str, found: Measured) -> Iterator[str]:
    aim = AIMS.get(name, Aim(0))
    for what, most, took in (
        ("p50", aim.p50, found.p50),
        ("p95", aim.p95, found.p95),
        ("processor", aim.cpu, found.cpu),
    ):
        if most:
            yield f"{what} {_against(took, most, f'{most:g} ms')}"


def _against(took: float, most: float, said: str) -> str:
    return f"{said}, met" if took < most else f"{said}, **not met: {took / most:.1f} x**"


def _growth(ours: Sequence[Result]) -> list[str]:
    if len(ours) < 2:
        return []
    small, larger = ours[0], ours[1:]
    lines = [
        f"| p95 | at {small.incidents:,} |" + "".join(f" at {one.incidents:,} | growth |" for one in larger),
        "|---|---:|" + "---:|---|" * len(larger),
    ]
    for name, few in small.pages.items():
        cells = [cell for one in larger for cell in _grown(few, one, name)]
        lines.append("| " + " | ".join([name, _ms(few.p95), *cells]) + " |")
    return [*lines, ""]


def _grown(few: Measured, result: Result, name: str) -> Iterator[str]:
    found = result.pages[name]
    times = found.p95 / few.p95
    yield _ms(found.p95)
    most = GROWTH.get(result.incidents)
    yield f"{times:.1f} x" + (f", **not met: {most} x**" if most and times > most else "")


def _floors(result: Result) -> list[str]:
    lines = [
        f"Floors of the same run, at {result.incidents:,} incidents:",
        "",
        "| floor | p50 | p95 | processor | the page takes |",
        "|---|---:|---:|---:|---|",
        f"| the web server with two constant bytes {_figures(result.constant)} | |",
    ]
    for page, work in RAW_OF.items():
        if page in result.pages and work in result.raw:
            floor = result.raw[work]
            times = result.pages[page].p50 / (floor.p50 + result.constant.p50)
            lines.append(
                f"| {work}: the database work in raw SQL {_figures(floor)} | {times:.0f} x this and the bytes |"
            )
    return lines


def _server(result: Result) -> list[str]:
    lines = [
        f"- From the command `vangnet serve` to the first page: {result.start:.1f} s; aim "
        f"{_against(result.start, START, f'{START:g} s')}.",
        f"- The largest worker held {result.worker / 1e6:.0f} MB at the end, all processes together "
        f"{result.memory / 1e6:.0f} MB; aim {_against(result.worker, WORKER, f'{WORKER / 1e6:g} MB a worker')}.",
    ]
    if result.entries:
        each = result.verify_seconds * 1e5 / result.entries
        lines.append(
            f"- `vangnet verify` went through {result.entries:,} entries in {result.verify_seconds:.1f} s: "
            f"{each:.1f} s for each 100,000; aim {_against(each, VERIFY, f'{VERIFY:g} s')}."
        )
    return [*lines, *_endured(result.endured)]


def _endured(endured: Endured | None) -> list[str]:
    if endured is None:
        return []
    a_minute = endured.acknowledged * 60 / endured.seconds
    is_met = not endured.errors and not endured.missing and a_minute > 0.99 * REPORTS_A_MINUTE
    return [
        f"- {endured.seconds / 60:.0f} minutes of {endured.readers} readers and {a_minute:.0f} reports a minute, with "
        f"the recurring work: {endured.acknowledged:,} reports acknowledged, {len(endured.missing)} missing, "
        f"{len(endured.errors)} errors, and `verify` holds; a page p50 {_ms(endured.pages.p50)}, p95 "
        f"{_ms(endured.pages.p95)}; a report p50 {_ms(endured.reports.p50)}, p95 {_ms(endured.reports.p95)}; "
        f"{endured.processor:.0f} % of one processor. Aim {REPORTS_A_MINUTE} a minute without an error or a loss: "
        f"{'met' if is_met else '**not met**'}."
    ]


def _figures(found: Measured) -> str:
    return f"| {_ms(found.p50)} | {_ms(found.p95)} | {_ms(found.cpu)}"


def _ms(value: float) -> str:
    return f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def _machine() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
    return f"{os.cpu_count()} processors ({model}), Python {platform.python_version()}"

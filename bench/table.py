"""Writes what was measured: as JSON under build/bench, and as the tables of docs/speed.md between two marks."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .boards import KEPT, ROOT
from .measured import Measured

PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- measured: written by `python -m bench` -->", "<!-- end of what was measured -->"
# The most that the 95th of a hundred may take, in milliseconds, with 100,000 incidents.
AIMS = {
    "list": 40,
    "search by pupil": 40,
    "open": 40,
    "report, sent": 25,
    "year, board": 150,
    "search in texts": 1000,
}
RAW_OF = {"list": "list", "open": "open", "report, sent": "report"}


@dataclass(frozen=True)
class Result:
    """One board on one database: the pages, the floors of the same run, and the processes' memory."""

    database: str
    incidents: int
    pages: Mapping[str, Measured]
    constant: Measured
    raw: Mapping[str, Measured]
    memory: int
    entries: int = 0
    verify_seconds: float = 0.0


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
        said += [f"### {database}\n", *_table(ours[0], ours[-1]), ""]
    return "\n".join(said)


def _table(small: Result, large: Result) -> list[str]:
    lines = [
        f"| page | p50 at {small.incidents:,} | p95 | p50 at {large.incidents:,} | p95 | processor "
        f"| p95 against {small.incidents:,} | aim for p95 |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name, found in large.pages.items():
        few = small.pages[name]
        cells = [name, _ms(few.p50), _ms(few.p95), _ms(found.p50), _ms(found.p95), _ms(found.cpu)]
        lines.append(
            "| " + " | ".join([*cells, f"{found.p95 / few.p95:.1f} x", _aim(name, found.p95)]) + " |"
        )
    return [*lines, "", *_floors(large)]


def _aim(name: str, p95: float) -> str:
    if name not in AIMS:
        return ""
    return (
        f"{AIMS[name]} ms, met"
        if p95 < AIMS[name]
        else f"{AIMS[name]} ms, **not met: {p95 / AIMS[name]:.1f} x**"
    )


def _floors(large: Result) -> list[str]:
    lines = [
        f"Floors of the same run, at {large.incidents:,} incidents:",
        "",
        "| floor | p50 | p95 | processor | the page takes |",
        "|---|---:|---:|---:|---|",
        f"| the web server with two constant bytes {_figures(large.constant)} | |",
    ]
    for page, work in RAW_OF.items():
        if page in large.pages and work in large.raw:
            floor = large.raw[work]
            times = large.pages[page].p50 / (floor.p50 + large.constant.p50)
            lines.append(
                f"| {work}: the database work in raw SQL {_figures(floor)} | {times:.0f} x this and the bytes |"
            )
    lines += ["", f"The server's processes held {large.memory / 1e6:.0f} MB together at the end."]
    if large.entries:
        lines.append(
            f"`vangnet verify` went through {large.entries:,} entries in {large.verify_seconds:.1f} s, "
            f"{large.verify_seconds * 1e5 / large.entries:.1f} s for each 100,000."
        )
    return lines


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

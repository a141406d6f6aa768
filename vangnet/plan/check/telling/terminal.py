"""A report in a terminal: colour when it is one, plain when it is not; readable at eighty columns."""

import textwrap
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.text import Text

from vangnet.core.words import _
from vangnet.plan.check.findings import SEVERITY_NAMES, Finding, Report, Severity
from vangnet.plan.check.said import Translate, say

from .places import shortened, where

STYLES = {Severity.SERIOUS: "bold red", Severity.NOTABLE: "yellow", Severity.MINOR: "cyan"}
WIDTH = 100
INDENT = 12
NARROWEST = 30


def tell(report: Report, translate: Translate, to: TextIO) -> None:
    console = Console(file=to, highlight=False, soft_wrap=False, width=None if to.isatty() else WIDTH)
    console.print(Text(report.name, style="bold"))
    for chapter, findings in groupby(
        report.findings, key=lambda each: each.place.chapter if each.place.line else None
    ):
        console.print()
        console.print(
            Text(
                translate(_("The plan as a whole")) if chapter is None else chapter or "-",
                style="bold underline",
            )
        )
        for finding in findings:
            _tell_finding(console, finding, report, translate)
    _tell_scores(console, report, translate)


def _tell_finding(console: Console, finding: Finding, report: Report, translate: Translate) -> None:
    head = Text(f"{where(finding, report, translate):<{INDENT}}")
    head.append(translate(SEVERITY_NAMES[finding.severity]), style=STYLES[finding.severity])
    head.append(f"  {translate(finding.kind.title)}", style="bold")
    console.print(head)
    for text, style in (
        (shortened(finding.quote), "italic"),
        (finding.why.told(translate), ""),
        (translate(finding.kind.advice), "dim"),
    ):
        for line in textwrap.wrap(text, max(console.width - INDENT, NARROWEST)):
            console.print(Text(" " * INDENT + line, style=style), soft_wrap=True)


def _tell_scores(console: Console, report: Report, translate: Translate) -> None:
    console.print()
    console.print(Text(translate(_("Score")), style="bold underline"))
    for each in report.chapters:
        found = say(_("%(findings)s found"), findings=each.findings).told(translate)
        console.print(
            Text(f"{each.points:>4}  {each.chapter or translate(_('The plan as a whole'))} ({found})")
        )
    counts = ", ".join(f"{report.count(each)} {translate(SEVERITY_NAMES[each])}" for each in Severity)
    console.print(Text(f"{report.score:>4}  {translate(_('Together'))}: {counts}", style="bold"))

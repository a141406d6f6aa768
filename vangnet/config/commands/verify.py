"""Check everything recorded, and say what was found."""

import argparse

from rich.progress import Progress

from vangnet.core.dossiers.verify import verify

from .prepare import console


def run(options: argparse.Namespace) -> int:
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Checking", total=None)
        report = verify(
            seal=options.seal,
            opened=options.open,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    for finding in report.findings:
        print(
            f"{finding.reference or '-':10} {finding.number or '':>5}  {finding.what.value}: {finding.says}"
        )
    print(report.summary())
    return 1 if report.findings else 0

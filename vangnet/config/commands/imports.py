"""Bring in a file from the command line, with the same preview as on the page."""

import argparse
from pathlib import Path

from django.utils import timezone
from rich.console import Console

from vangnet.core.people.imports.command import run_import
from vangnet.core.people.models import School

from .prepare import console


def run(options: argparse.Namespace) -> int:
    path = Path(options.file)
    if not path.is_file():
        console.print(f"There is no file {path}.")
        return 2
    school = school_named(options.school) if options.school else None
    if options.school and school is None:
        console.print(f"No school of this board has BRIN and location code {options.school}.")
        return 2
    on = options.on or timezone.localdate()
    return run_import(
        options.kind,
        path,
        school=school,
        school_year=options.school_year or "",
        is_complete=options.complete,
        agree=options.yes,
        on=on,
        out=Console(),
    )


def school_named(code: str) -> School | None:
    return School.objects.filter(brin=code[:4].upper(), location_code=code[4:] or "00").first()

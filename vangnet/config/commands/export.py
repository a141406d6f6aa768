"""Write an export for an outsider: whole, or not at all."""

import argparse
from collections.abc import Iterator

from django.utils import timezone

from vangnet.core.calendars import SchoolYear
from vangnet.core.dossiers.exporting import export_dossier, export_year
from vangnet.core.dossiers.models import Dossier

from .prepare import console


def run(options: argparse.Namespace) -> int:
    lines = _lines(options)
    if lines is None:
        return 2
    if options.file.exists():
        console.print(f"{options.file} is there already. Name another file.")
        return 2
    draft = options.file.with_name(options.file.name + ".part")
    with draft.open("wb") as file:
        file.writelines(lines)
    draft.rename(options.file)
    console.print(
        f"Written: {options.file}. Check it with: vangnet verify --offline {options.file} --seal SEAL"
    )
    return 0


def _lines(options: argparse.Namespace) -> Iterator[bytes] | None:
    now = timezone.now()
    if options.school_year:
        try:
            year = SchoolYear.named(options.school_year)
        except ValueError as wrong:
            console.print(str(wrong))
            return None
        return export_year(year.first, year.last, now)
    dossier = Dossier.objects.filter(reference=options.dossier.strip().upper()).first()
    if dossier is None:
        console.print(f"There is no dossier {options.dossier}.")
        return None
    return export_dossier(dossier, now)

"""`vangnet plan check FILE`: read a safety plan and tell what a careful reader would find. Django is not needed."""

import argparse
import gettext
import json
import os
import sys
import time
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

import vangnet
from vangnet.plan.check.checking import check
from vangnet.plan.check.findings import Report, Severity
from vangnet.plan.check.reading import Unreadable, read
from vangnet.plan.check.said import Translate

LOCALE = Path(vangnet.__file__).with_name("locale")
FORMATS = ("text", "json", "sarif")
NEVER = "never"
COULD_NOT_READ = 2


def run(options: argparse.Namespace) -> int:
    translate = translator(options.language or language())
    try:
        report = check(read(options.file), date.fromtimestamp(time.time()))
        _write(report, options, translate)
    except Unreadable as trouble:
        print(f"{options.file}: {trouble.why.told(translate)}", file=sys.stderr)
        return COULD_NOT_READ
    except OSError as trouble:
        print(f"{trouble.filename or options.output}: {trouble.strerror}", file=sys.stderr)
        return COULD_NOT_READ
    return int(options.fail_on != NEVER and bool(report.at_least(Severity(options.fail_on))))


def language() -> str:
    """Dutch, unless this machine speaks English."""
    spoken = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    return "en" if spoken.startswith("en") else "nl"


def translator(chosen: str) -> Translate:
    return gettext.translation("django", LOCALE, [chosen], fallback=True).gettext


def _write(report: Report, options: argparse.Namespace, translate: Translate) -> None:
    with ExitStack() as stack:
        to: TextIO = sys.stdout
        if options.output:
            to = stack.enter_context(options.output.open("w", encoding="utf-8"))
        if options.format == "text":
            from vangnet.plan.check.telling import (
                terminal,
            )  # only here: rich takes a tenth of a second to load

            terminal.tell(report, translate, to)
        else:
            json.dump(_as_values(report, options.format, translate), to, ensure_ascii=False, indent=2)
            to.write("\n")


def _as_values(report: Report, form: str, translate: Translate) -> object:
    if form == "sarif":
        from importlib.metadata import version

        from vangnet.plan.check.telling.sarif import as_sarif

        return as_sarif(report, translate, version("vangnet"))
    from vangnet.plan.check.telling.data import as_data

    return as_data(report, translate)

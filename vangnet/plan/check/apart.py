"""Reads and checks a plan in a process of its own, within limits of time and memory.

For files and texts that others made, on a server that has to go on: whatever a file does to its reader, only that
process falls, and whoever brought the file reads why.
"""

import json
import logging
import signal
import subprocess
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, TypeVar

import vangnet
from vangnet.core.words import _

from .findings import Report
from .reading.document import Document, Unreadable
from .said import say
from .values import document_of, document_values, report_of, said_of

ToldT = TypeVar("ToldT")
log = logging.getLogger(__name__)

READER = "vangnet.plan.check.alone"  # what it loads to read a file is never loaded here
MOST_SECONDS = 50  # on the clock, of a busy machine; the reader itself allows less of the processor
ENVIRONMENT = {"PYTHONPATH": str(Path(vangnet.__file__).parents[1])}  # and none of our secrets

TOO_LONG = _(
    "It takes too long to read this. Save the file anew as docx or PDF, without pictures, and try that."
)
FELL = _("This file can't be read: it makes its reader fall. Save it anew as docx or PDF, and try that.")


@dataclass(frozen=True)
class Checked:
    document: Document
    report: Report


def check_file(name: str, content: bytes, today: date) -> Checked:
    """Raises `Unreadable`, with a sentence for whoever brought the file."""
    asked = {"name": name, "today": today.isoformat()}
    return _told(
        asked, content, lambda told: Checked(document_of(told["document"]), report_of(told["report"]))
    )


def check_document(document: Document, today: date, from_registers: Collection[str] = ()) -> Report:
    """Of a text that was written here; it may be made to be slow as well."""
    asked = {"today": today.isoformat(), "from_registers": list(from_registers)}
    content = json.dumps(document_values(document)).encode()
    return _told(asked, content, lambda told: report_of(told["report"]))


def _told(asked: dict[str, Any], content: bytes, understood: Callable[[dict[str, Any]], ToldT]) -> ToldT:
    with TemporaryFile() as answer:
        code = _run(json.dumps(asked).encode() + b"\n" + content, answer)
        if code:
            log.warning("reading a plan ended with code %s", code)
            raise Unreadable(say(TOO_LONG if code == -signal.SIGXCPU else FELL))
        answer.seek(0)
        try:
            told = json.load(answer)
            if "refused" not in told:
                return understood(told)
            why = said_of(told["refused"])
        except (
            ValueError,
            LookupError,
            TypeError,
            RecursionError,
        ) as trouble:  # a reader that fell into other hands
            raise Unreadable(say(FELL)) from trouble
    raise Unreadable(why)


def _run(sent: bytes, answer: IO[bytes]) -> int:
    """The code with which the reader ended; a signal that ended it is below zero."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", READER],
            input=sent,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as trouble:
        raise Unreadable(say(TOO_LONG)) from trouble
    return done.returncode

"""The document as PDF: tagged, to be archived and read aloud, set by Typst as every paper of the school."""

import json
import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from vangnet.core.letters.typesetting import typeset

from .document import Document

TEMPLATE = "safety_plan.typ"
MAY_BREAK = "\u200b"  # no space, and a line may end there
BROKEN = {"text", "title"}
LONG = re.compile(r"\S{16,}")  # such as an address on the web or by mail
AFTER = re.compile(r"(?<=[/.@_?&=:])(?=[^\s\u200b])")
ENDLESS = re.compile(r"\w{37,}")  # longer than any word


def pdf_of(document: Document, at: datetime) -> bytes:
    return typeset(TEMPLATE, _written(document), at)


def public_pdf_of(document: Document, at: datetime) -> bytes:
    """What is asked by who has not signed in is set once, however often it is asked."""
    return _set_before(_written(document), at)


@lru_cache(maxsize=8)
def _set_before(written: str, at: datetime) -> bytes:
    return typeset(TEMPLATE, written, at)


def _written(document: Document) -> str:
    return json.dumps(document, default=_told, ensure_ascii=False)


def _told(part: Any) -> dict[str, Any]:
    """With places where a word that is too long for a line may end."""
    told: dict[str, Any] = vars(part)
    return {name: LONG.sub(_with_breaks, each) if name in BROKEN else each for name, each in told.items()}


def _with_breaks(word: "re.Match[str]") -> str:
    return ENDLESS.sub(lambda found: MAY_BREAK.join(found[0]), AFTER.sub(MAY_BREAK, word[0]))

"""From the words of a letter, or of a whole dossier, to a PDF. One compiler for each stays warm in each process.

The PDF follows PDF/A-2a and PDF/UA-1: it can be archived for decades and read aloud. Typst refuses a paper that lacks
what these ask. Nothing is fetched from elsewhere, no font of the machine is used, and what people typed is data.
"""

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Compiler

HERE = Path(__file__).parent
STANDARDS = ["a-2a", "ua-1"]
MOST_UNKNOWN_SIGNS = 200
LAST_LATIN = 0x24F  # our fonts draw all before it
ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
UNKNOWN = re.compile(r'(?:the text|disallowed codepoint) `"(.+?)"`', re.S)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\([trn0])")
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Sheet:
    """All that stands on the paper. `language` is "nl" or "en"; lines stand under each other."""

    language: str
    sender: Sequence[str]
    addressee: Sequence[str]
    dated: str
    subject: str
    reference: str
    paragraphs: Sequence[str]
    signed: Sequence[str]

    def written(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> "Sheet":
        found: dict[str, Any] = json.loads(written)
        parts: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
        }
        return cls(**parts)


class NotTypeset(Exception):  # noqa: N818
    """No PDF could be made. It says nothing more: what Typst says may quote what somebody wrote."""


def pdf_of(sheet: Sheet, made_at: datetime) -> bytes:
    """The same sheet of the same moment gives the same bytes."""
    return typeset("letter.typ", sheet.written(), made_at)


def typeset(template: str, told: str, made_at: datetime) -> bytes:
    """`told` is JSON, and all that the template knows. A sign that no font of ours has is told by its name."""
    from typst import TypstError  # only here: it is not needed to start

    for _turn in range(MOST_UNKNOWN_SIGNS):
        try:
            return _set(template, told, made_at)
        except TypstError as refused:
            signs = _signs_in(refused.message)
            if not signs:
                break
            told = json.dumps(_named(json.loads(told), signs | _undrawn_in(told)), ensure_ascii=False)
    raise NotTypeset(template)


def _set(template: str, told: str, made_at: datetime) -> bytes:
    with _one_at_a_time:
        made = _compiler(template).compile(
            format="pdf",
            sys_inputs={"told": told},
            pdf_standards=STANDARDS,  # type: ignore[arg-type]
            timestamp=made_at.astimezone(UTC).replace(microsecond=0),  # as fine as a PDF tells it
        )
    assert isinstance(made, bytes)  # noqa: S101 - without an output file Typst gives the bytes
    return made


def _signs_in(message: str) -> set[str]:
    """What Typst says it can't draw, such as a smiley: an archived paper may hold no empty boxes."""
    found = UNKNOWN.search(message)
    quoted = ESCAPED.sub(_sign, found[1]) if found else ""
    return {sign for sign in quoted if not (sign.isascii() and sign.isprintable())}


def _undrawn_in(told: str) -> set[str]:
    """All at once: a long paper is not set anew for each of them."""
    return {sign for sign in set(told) if ord(sign) > LAST_LATIN and not _is_drawn(sign)}


@lru_cache(maxsize=10_000)
def _is_drawn(sign: str) -> bool:
    from typst import TypstError

    try:
        _set("sign.typ", sign, ANY_MOMENT)
    except TypstError:
        return False
    return True


def _sign(code: "re.Match[str]") -> str:
    return chr(int(code[1], 16)) if code[1] else {"t": "\t", "r": "\r", "n": "\n", "0": "\0"}[code[2]]


def _named(told: Any, signs: set[str]) -> Any:
    """Each sign in what is told by its name between brackets; white space stays that."""
    if isinstance(told, str):
        return "".join(_name(sign) if sign in signs else sign for sign in told)
    if isinstance(told, dict):
        return {name: _named(value, signs) for name, value in told.items()}
    return [_named(each, signs) for each in told] if isinstance(told, list) else told


def _name(sign: str) -> str:
    return " " if sign.isspace() else f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


@cache
def _compiler(template: str) -> "Compiler":
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return Compiler(str(HERE / template), root=str(HERE), font_paths=fonts)

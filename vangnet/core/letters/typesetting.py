"""From the words of a letter to a PDF. One compiler stays warm in each process.

The PDF follows PDF/A-2a and PDF/UA-1: it can be archived for decades and read aloud. Typst refuses a letter that lacks
what these ask. Nothing is fetched from elsewhere, no font of the machine is used, and what people typed is data.
"""

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Compiler

HERE = Path(__file__).parent
STANDARDS = ["a-2a", "ua-1"]
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


def pdf_of(sheet: Sheet, made_at: datetime) -> bytes:
    """The same sheet of the same moment gives the same bytes."""
    with _one_at_a_time:
        made = _compiler().compile(
            format="pdf",
            sys_inputs={"letter": sheet.written()},
            pdf_standards=STANDARDS,  # type: ignore[arg-type]
            timestamp=made_at.astimezone(UTC).replace(microsecond=0),  # as fine as a PDF tells it
        )
    assert isinstance(made, bytes)  # noqa: S101 - without an output file Typst gives the bytes
    return made


@cache
def _compiler() -> "Compiler":
    from typst import Compiler, Fonts  # only here: it is not needed to start

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=True)
    return Compiler(str(HERE / "letter.typ"), root=str(HERE), font_paths=fonts)

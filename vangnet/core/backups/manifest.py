"""What a copy says about itself: of when, by which version, how many rows, where the records stood, which files."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .trouble import BackupTrouble

FORMAT = 1
FILE = "manifest.json"


@dataclass(frozen=True)
class CopiedFile:
    """`sha256` is of the file as it lies there, `content_sha256` of what is in it when it is not sealed."""

    name: str
    bytes: int
    sha256: str
    content_sha256: str
    is_sealed: bool


@dataclass(frozen=True)
class Manifest:
    """Of one part. `heads`: where ledger and seals stood. `destroyed`: dossiers whose key is rightly gone."""

    part: str
    name: str
    made_at: str
    version: str
    database: str
    database_version: str
    rows: dict[str, int]
    heads: dict[str, Any]
    destroyed: list[str] = field(default_factory=list)
    files: list[CopiedFile] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        (folder / FILE).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")


def read(folder: Path) -> Manifest:
    try:
        told = json.loads((folder / FILE).read_text())
    except (OSError, ValueError) as refused:
        raise BackupTrouble(
            _("There is no readable manifest in %(folder)s.") % {"folder": folder}
        ) from refused
    if told.get("format") != FORMAT:
        raise BackupTrouble(_("The copy in %(folder)s was made by a newer Vangnet.") % {"folder": folder})
    return Manifest(**{**told, "files": [CopiedFile(**each) for each in told["files"]]})

"""The files in the data folder that are no database and no key.

In `uploads` what waits for agreement, in `attachments` what registers keep, sealed. What has a dot before its name is
being written, or is a lock.
"""

import tarfile
from pathlib import Path

from django.conf import settings

from . import manifest
from .folder import Folder

# Of their own part, made anew, or ours.
APART = frozenset({"keys", "static"})


def file_stores(folder: Folder | None = None, within: Path | None = None) -> list[Path]:
    """Every folder of files that people brought in. A backup folder inside the data folder is none."""
    ours = {place.parent.resolve() for place in folder.places.values()} if folder else set()
    ours |= {place.resolve() for place in folder.places.values()} if folder else set()
    return sorted(
        each
        for each in (within or settings.DATA).iterdir()
        if each.is_dir()
        and not each.name.startswith((".", "before-restore-"))
        and each.name not in APART
        and each.resolve() not in ours
        and not _holds_copies(each)
    )


def pack(target: Path, folder: Folder) -> int:
    """All of them in one archive; gives how many files. What is deleted meanwhile had come to its end."""
    count = 0
    with tarfile.open(target, "w") as archive:
        for store in file_stores(folder):
            for file in sorted(each for each in store.rglob("*") if not each.name.startswith(".")):
                try:
                    archive.add(file, str(file.relative_to(settings.DATA)), recursive=False)
                except FileNotFoundError:
                    continue
                count += file.is_file()
    return count


def unpack(content: Path, target: Path) -> int:
    """Into a scratch folder; the archive's own words about owners, rights and places outside it are not believed."""
    with tarfile.open(content) as archive:
        archive.extractall(target, filter="data")
        stores = {member.name.partition("/")[0] for member in archive}
    unpacked = [each for store in stores for each in (target / store, *(target / store).rglob("*"))]
    for each in unpacked:
        each.chmod(0o700 if each.is_dir() else 0o600)
    return sum(each.is_file() for each in unpacked)


def _holds_copies(place: Path) -> bool:
    return any(place.glob(f"*/*/{manifest.FILE}"))

"""What a first start makes in the data folder: the folder itself and the secret that signs sessions.

Only the account that runs Vangnet may read them (mode 700 and 600).
"""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def secret_key(data: Path) -> str:
    """The secret that signs cookies and forms; made once. Losing it only signs everybody out."""
    folder(data)
    file = data / "secret.key"
    if not file.exists():
        write_once(file, secrets.token_urlsafe(64).encode())
    return file.read_text()


def folder(place: Path) -> Path:
    """The folder, for this account alone when it is new; one that exists stays as its owner set it."""
    for new in reversed([place, *place.parents]):
        if not new.exists():
            new.mkdir(mode=0o700, exist_ok=True)
    return place


class Trouble(RuntimeError):  # noqa: N818 - a sentence for the administrator
    """Why Vangnet does not go on; the message says what to do, and the command line shows nothing else."""


class Missing(Trouble):
    """A file that was here is not, and a new one in its place would hide the loss."""


def database_files(files: Iterable[Path]) -> None:
    """Make SQLite's files at the first start, together. One that is missing beside another that is in use, or beside
    its own log, was moved or lost: an empty one in its place would throw away what the log still holds."""
    files = list(files)
    missing = [file for file in files if not file.exists()]
    for file in missing:
        log = file.with_name(f"{file.name}-wal")
        in_use = [there for there in [log, *files] if there.exists() and there.stat().st_size]
        if in_use:
            raise Missing(
                f"{file} is missing, and {in_use[0].name} is there. Put it back, from its backup if need be. "
                "Vangnet makes no new database beside an old one."
            )
    for file in files:
        database_file(file)


def database_file(file: Path) -> Path:
    """A file for SQLite that only we may read; its `-wal` and `-shm` get the same rights from SQLite itself."""
    folder(file.parent)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    if file.stat().st_mode & 0o077:
        file.chmod(0o600)
    return file


def write_once(file: Path, content: bytes) -> None:
    """Write a file that only we may read, durably, or leave the one that another process has just made.

    Two workers that start together must not each keep a different secret, so the finished file is linked
    into place: `link` fails when it is there already.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return
        make_durable(file.parent)
    finally:
        draft.unlink()


def make_durable(place: Path) -> None:
    """A new name in a folder survives a power cut only when the folder itself is written."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Make a copy of all that was recorded, while people work, and forget the copies whose term is over."""

import argparse
from pathlib import Path

from django.utils import timezone

from vangnet.core.backups import copying
from vangnet.core.backups.envelope import Sealer, read_passphrase, read_recipient
from vangnet.core.backups.folder import Folder, folder_at, prune
from vangnet.core.backups.trouble import BackupTrouble

from .prepare import console


def run(options: argparse.Namespace) -> int:
    into, now = folder_of(options), timezone.now()
    try:
        with console.status("Copying"):
            copy = copying.make(into, now, _sealer(options))
    except BackupTrouble as trouble:
        console.print(str(trouble), highlight=False)
        return 1
    removed = prune(into, now)
    counts = {part: sum(told.rows.values()) for part, told in copy.parts.items()}
    print(
        f"Copy {copy.name}: {counts['main']} rows, {counts['keys']} in the key store, "
        f"{counts['attachments']} files; {copy.bytes / 1e6:.1f} MB."
    )
    if removed:
        print(f"Removed because their term is over: {', '.join(str(each) for each in removed)}")
    return 0


def folder_of(options: argparse.Namespace) -> Folder:
    return folder_at(
        Path(options.folder).absolute(),
        keys=Path(options.keys_folder).absolute() if options.keys_folder else None,
        main_days=options.keep_main,
        keys_days=options.keep_keys,
        other_days=options.keep_attachments,
    )


def _sealer(options: argparse.Namespace) -> Sealer | None:
    if options.recipient:
        return read_recipient(options.recipient)
    return read_passphrase(Path(options.passphrase_file)) if options.passphrase_file else None

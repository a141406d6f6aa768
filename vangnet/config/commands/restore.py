"""Put a copy in the place of what is there, when it was proven to be whole."""

import argparse
from pathlib import Path

from django.utils import timezone

from vangnet.core.backups import restoring
from vangnet.core.backups.envelope import Opener, read_identity, read_passphrase
from vangnet.core.backups.folder import MAIN, NAME, folder_at
from vangnet.core.backups.trouble import BackupTrouble

from .prepare import console


def run(options: argparse.Namespace) -> int:
    place = Path(options.copy).absolute()
    folder, name = (place.parent, place.name) if NAME.fullmatch(place.name) else (place, "")
    folder = folder.parent if folder.name == MAIN else folder
    source = folder_at(folder, keys=Path(options.keys_folder).absolute() if options.keys_folder else None)
    key = Path(options.key_file).absolute() if options.key_file else None
    try:
        with console.status("Bringing the copy back beside what is there, and proving it"):
            done = restoring.restore(source, name, timezone.now(), opener=_opener(options), key_file=key)
    except BackupTrouble as trouble:
        console.print(str(trouble), highlight=False)
        return 1
    print(_told(done))
    return 0


def _opener(options: argparse.Namespace) -> Opener | None:
    if options.identity:
        return read_identity(Path(options.identity))
    return read_passphrase(Path(options.passphrase_file)) if options.passphrase_file else None


def _told(done: restoring.Restored) -> str:
    proven = done.proven
    lines = [
        f"Restored: copy {done.name}, proven by its figures, its counts and the check of all records: "
        f"{proven.dossiers} dossiers, {proven.entries} entries, {proven.readings} readings, {proven.seals} seals.",
        f"What was there is kept as {done.aside} beside it. It can open what was destroyed since: remove it within "
        "14 days.",
    ]
    if proven.came_back:
        lines.append(
            f"{len(proven.came_back)} dossiers that were destroyed after this copy came back: "
            f"{', '.join(proven.came_back)}. Their keys are destroyed again, so nobody can read their texts. Let their "
            "destruction be proposed and decided again, and tell the data protection officer."
        )
    if not done.has_attachments:
        lines.append(
            "There were no attachments of that moment any more. Those that are here stayed; `vangnet verify` names "
            "those that are missing. Bring in anew what waited for agreement."
        )
    if proven.mail_waiting:
        lines.append(
            f"{proven.mail_waiting} mails that waited then may have been sent since, and will be sent now."
        )
    lines.append(
        "Now check the last seal that the data protection officer has: vangnet verify --seal FIGURE. When it is not "
        "in the chain, the copy is older than that seal, and what was recorded since is lost. Then: vangnet serve."
    )
    return "\n".join(lines)

"""Replace the installation's key while people work; or make the pair of keys that seals backups."""

import argparse
import base64
from pathlib import Path

from vangnet.core.backups.envelope import make_pair
from vangnet.core.keys import rotation

from .prepare import console


def run(options: argparse.Namespace) -> int:
    return _pair(options) if options.act == "pair" else _rotate(options)


def _pair(options: argparse.Namespace) -> int:
    if not options.file:
        console.print("Where shall the private half be written? vangnet keys pair FILE")
        return 2
    public = make_pair(Path(options.file))
    console.print(
        f"The private half is in {options.file}. Take it off this server, and keep it where the installation's key is "
        "kept: without it no sealed backup opens. The public half, for --recipient or VANGNET_BACKUP_RECIPIENT:"
    )
    print(public)
    return 0


def _rotate(options: argparse.Namespace) -> int:
    goes_on = rotation.is_under_way()
    key = rotation.prepare_next()
    if goes_on:
        console.print("This was cut off before; it goes on where it was.")
    copy = base64.b64encode(key).decode()
    _show(copy)
    if not options.yes and not _is_kept(copy):
        console.print("That is not the end of the new key. Nothing was changed; begin again when it is kept.")
        return 2
    with console.status("Wrapping the keys of all dossiers anew"):
        count = rotation.replace()
    console.print(
        f"The installation's key is replaced; {count} keys were wrapped anew, and the old key is erased here.\n"
        "Keep the old copy in the safe as long as there are backups of the key store from before today, and not a "
        "day longer."
    )
    return 0


def _show(copy: str) -> None:
    console.print(
        "\nThe new key of this installation. Print it or write it down, and put it in the board's safe:\n"
    )
    print(copy, flush=True)
    console.print("\nWithout it no backup that is made from now on can be read.")


def _is_kept(copy: str) -> bool:
    """Whoever reads it back from the copy has one."""
    return input("Type the last six characters before the = from your copy: ").strip() == copy[-7:-1]

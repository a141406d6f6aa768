"""The arguments of the commands that keep what was recorded: keys, backup, restore."""

import argparse
from collections.abc import Callable

Adds = Callable[[str, str, str], argparse.ArgumentParser]
Runs = Callable[[str], Callable[[argparse.Namespace], int]]


def add_commands(command: Adds, lazily: Runs) -> None:
    _keys(command, lazily)
    _backup(command, lazily)
    _restore(command, lazily)
    _examine(command, lazily)


def _keys(command: Adds, lazily: Runs) -> None:
    parser = command(
        "keys",
        "Replace the installation's key while people work; or make a pair of keys for sealed backups.",
        "Cut off at any point, old and new key both open, and `rotate` goes on where it was.",
    )
    parser.add_argument(
        "act",
        choices=["rotate", "pair"],
        help="rotate: a new key for the installation; pair: a key that opens backups (FILE), and one that seals them",
    )
    parser.add_argument(
        "file", nargs="?", help="for pair: where the private half is written; take it off the server"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask whether the new key is kept")
    parser.set_defaults(run=lazily("keys"))


def _backup(command: Adds, lazily: Runs) -> None:
    parser = command(
        "backup",
        "Copy all that was recorded to a folder, while people work.",
        "Main database, keys and attachments lie apart, each with its own term; the installation's key never comes "
        "along. Copies whose term is over are removed, and nothing else in the folder is touched.",
    )
    parser.add_argument("folder", help="where copies are kept")
    parser.add_argument(
        "--keys-folder", metavar="FOLDER", help="elsewhere for the keys (default: FOLDER/keys)"
    )
    for part, days in (("main", 365), ("keys", 14), ("attachments", 14)):
        parser.add_argument(
            f"--keep-{part}",
            type=int,
            default=days,
            metavar="DAYS",
            help=f"the term of {part} (default: {days} days)",
        )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--recipient", help="seal for who has the private half: a public half, or a file that holds it"
    )
    how.add_argument("--passphrase-file", metavar="FILE", help="seal with the passphrase in this file")
    parser.set_defaults(run=lazily("backup"))


def _restore(command: Adds, lazily: Runs) -> None:
    parser = command(
        "restore",
        "Put a copy in the place of what is there.",
        "It is first brought back beside it and proven: figures, counts, and the check of all records. What was there "
        "is kept aside. Stop the server first.",
    )
    parser.add_argument(
        "copy", metavar="FOLDER/COPY", help="a folder of copies (the newest is taken), or one in it"
    )
    parser.add_argument(
        "--keys-folder", metavar="FOLDER", help="where the keys are kept (default: FOLDER/keys)"
    )
    parser.add_argument(
        "--key-file", metavar="FILE", help="the installation's key, when another one opens this copy"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--identity", metavar="FILE", help="the private half that opens sealed copies")
    how.add_argument("--passphrase-file", metavar="FILE", help="the passphrase that opens sealed copies")
    parser.set_defaults(run=lazily("restore"))


def _examine(command: Adds, lazily: Runs) -> None:
    """Run by `restore` and the nightly proof on a scratch installation."""
    parser = command("examine", "", "")
    parser.add_argument("--destroyed", required=True)
    parser.add_argument("--of", type=int, required=True)  # the process with which it ends
    parser.set_defaults(run=lazily("examine"))

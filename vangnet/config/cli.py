"""The command `vangnet`: start, try out, bring in, check, and the recurring work."""

import argparse
import os
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

from vangnet.config import keeping, planning

EPILOG = """\
Without DATABASE_URL everything lies in one data folder (VANGNET_DATA, ./data by default).
Exit codes: 0 done, 1 something is wrong with the data or the installation, 2 wrong use or a file with problems.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    os.umask(0o077)  # every file that is made here is for this account alone
    options = _parser().parse_args(arguments)
    if options.demo_folder:
        os.environ.setdefault("VANGNET_DATA", "demo-data")
        os.environ.setdefault("VANGNET_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.config.settings")
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vangnet",
        description="Vangnet runs the safety of primary schools: incidents, procedures, duties, the plan.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(demo_folder=False)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _serve(commands)
    _demo(commands)
    _found(commands)
    _reset_second_factor(commands)
    _import(commands)
    _export(commands)
    _verify(commands)
    _tick(commands)
    keeping.add_commands(partial(_command, commands), _lazily)
    planning.add_commands(partial(_command, commands), _lazily)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, says: str, more: str = ""
) -> argparse.ArgumentParser:
    if not says:
        return commands.add_parser(name)  # for our own use, and not listed
    return commands.add_parser(
        name,
        help=says,
        description=textwrap.fill(f"{says} {more}".strip(), 100),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="default: 8000")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="default: one per core")


def _serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands, "serve", "Bring the databases up to date and start the server with its recurring work."
    )
    _address(parser)
    parser.add_argument(
        "--no-tick", action="store_true", help="leave the recurring work to a timer that runs `vangnet tick`"
    )
    parser.set_defaults(run=_lazily("serve"))


def _demo(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "demo",
        "Make an invented board with three schools and start the server on it.",
        "Everything lies in ./demo-data; remove that folder to begin anew.",
    )
    _address(parser)
    parser.add_argument("--only-make", action="store_true", help="make the data and stop")
    parser.set_defaults(run=_lazily("demo"), demo_folder=True, no_tick=False)


def _found(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(commands, "found", "Begin for real: name the board and its first system administrator.")
    parser.add_argument("board", help='the name of the board, for example "Stichting Boomgaard"')
    parser.add_argument("--number", default="", help="the board number of DUO (bevoegd gezag nummer)")
    parser.add_argument("--name", required=True, help='the administrator, for example "Noor de Vries"')
    parser.add_argument("--email", required=True, help="the administrator's e-mail; the password is asked")
    parser.set_defaults(run=_lazily("found"))


def _reset_second_factor(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "reset-second-factor",
        "Take somebody's second step away, when the only administrator has lost telephone and recovery codes.",
        "It is kept, and mailed to that person and the data protection officer. The password is still asked.",
    )
    parser.add_argument("email", help="with which that person signs in")
    parser.add_argument("--reason", required=True, help='for example "telephone lost"')
    parser.set_defaults(run=_lazily("reset_second_factor"))


def _import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "import",
        "Show what a file would change, ask, and take it over: all of it or nothing.",
        "Kinds: edexml (roster), contacts (guardians), schools (DUO's address file), calendar (iCalendar or CSV).",
    )
    parser.add_argument("kind", choices=["edexml", "contacts", "schools", "calendar"])
    parser.add_argument("file")
    parser.add_argument("--school", help="BRIN with location code, for example 99XA00")
    parser.add_argument(
        "--school-year", metavar="2026-2027", help="for a calendar (default: this school year)"
    )
    parser.add_argument(
        "--complete", action="store_true", help="the file holds everybody: who is not in it has left"
    )
    parser.add_argument("--yes", action="store_true", help="take it over without asking")
    parser.add_argument("--on", type=date.fromisoformat, help="the day from which it holds (default: today)")
    parser.set_defaults(run=_lazily("imports"))


def _verify(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "verify",
        "Check that nothing recorded was altered, removed, inserted, reordered or swapped.",
        "Ends with exit code 1 when something was found, and says where.",
    )
    parser.add_argument(
        "--seal", help="a printed seal: say whether, and of which day, it stands in the chain"
    )
    parser.add_argument("--open", action="store_true", help="also open every sealed text with its key")
    parser.add_argument(
        "--offline",
        metavar="EXPORT",
        type=Path,
        help="check this exported file instead, without database and keys",
    )
    parser.set_defaults(run=_verified)


def _verified(options: argparse.Namespace) -> int:
    """An exported file is checked without Django, as an outsider would."""
    if options.offline is None:
        return _lazily("verify")(options)
    from vangnet.core.dossiers import outsider

    return outsider.run(options.offline, options.seal, reads=options.open)


def _export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands,
        "export",
        "Write a dossier, or all dossiers of a school year, as a file that an outsider can check.",
        "Texts stay sealed in it; who handles a dossier hands out its texts on its page. See docs/proof.md.",
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--dossier", metavar="REFERENCE", help="one dossier, for example 7KQ2-FM8X")
    which.add_argument("--school-year", metavar="2025-2026", help="all that were opened in that year")
    parser.add_argument("file", type=Path, help="the file to write; it may not be there yet")
    parser.set_defaults(run=_lazily("export"))


def _tick(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = _command(
        commands, "tick", "Do the recurring work that is due: mail, the daily seal, cleaning up."
    )
    parser.add_argument("--every", type=int, metavar="SECONDS", help="go on for ever, at this interval")
    parser.add_argument("--of-server", type=int, help=argparse.SUPPRESS)  # the process with which it ends
    parser.set_defaults(run=_lazily("tick"))


def _lazily(command: str) -> Callable[[argparse.Namespace], int]:
    """Django starts only when a command runs, so that `--help` answers at once."""

    def run(options: argparse.Namespace) -> int:
        import importlib

        import django
        from django.core.exceptions import ImproperlyConfigured
        from django.db import OperationalError, ProgrammingError

        from vangnet.core.first_start import Trouble

        try:
            django.setup()
            with _its_turn(command):
                return int(importlib.import_module(f"vangnet.config.commands.{command}").run(options))
        except ImproperlyConfigured as trouble:
            print(trouble, file=sys.stderr)
            return 2
        except Trouble as trouble:
            print(trouble, file=sys.stderr)
            return 1
        except OSError as trouble:
            return _disk_refuses(trouble)
        except (OperationalError, ProgrammingError) as trouble:
            print(f"The database can't be used: {str(trouble).splitlines()[0]}", file=sys.stderr)
            print(
                "Is this the right data folder (VANGNET_DATA) or DATABASE_URL? `vangnet serve` makes a new one.",
                file=sys.stderr,
            )
            return 1

    return run


def _disk_refuses(trouble: OSError) -> int:
    """A folder that may not be written, a full or read-only disk."""
    print(f"{trouble.strerror or trouble}: {trouble.filename or 'this machine'}", file=sys.stderr)
    print(
        "Vangnet needs a data folder (VANGNET_DATA) that its own account may write, with room on the disk.",
        file=sys.stderr,
    )
    return 1


@contextmanager
def _its_turn(command: str) -> Iterator[None]:
    """A restore that was cut off is finished first; one that begins waits for nobody and lets nobody in."""
    from django.conf import settings

    from vangnet.core.backups import exchange, running

    if exchange.is_unfinished(settings.DATA):
        with running.alone(settings.DATA):
            exchange.finish(settings.DATA)
        print("A restore that was cut off is finished.", file=sys.stderr)
    if command == "restore":  # it takes its turn itself
        yield
        return
    with running.among_others(settings.DATA):
        yield


if __name__ == "__main__":
    sys.exit(main())

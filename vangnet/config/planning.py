"""The arguments of the commands about a safety plan."""

import argparse
from pathlib import Path

from vangnet.config.keeping import Adds, Runs

EXIT_CODES_OF_LINKS = "Exit codes: 0 none that is broken or private, 1 some, 2 there is no such school."
EXIT_CODES = "Exit codes: 0 nothing at or above --fail-on, 1 something was found, 2 the file can't be read."


def add_commands(command: Adds, lazily: Runs) -> None:
    parser = command("plan", "Check the safety plan that a school has, or the links in the plans here.", "")
    acts = parser.add_subparsers(title="acts", required=True, metavar="ACT")
    _check(acts)
    _links(acts, lazily)


def _check(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = acts.add_parser(
        "check",
        help="say what is open, contradicts itself, is missing or outdated in a plan",
        description="Read a safety plan in Dutch and say what is open, contradicts itself, is missing or outdated. "
        "Nothing is sent anywhere and no link is visited. See docs/plan-check.md.",
        epilog=EXIT_CODES,
    )
    parser.add_argument("file", type=Path, help="a txt, md, docx, odt, pdf or html file")
    parser.add_argument("--format", choices=["text", "json", "sarif"], default="text", help="default: text")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of to the terminal")
    parser.add_argument(
        "--fail-on",
        choices=["serious", "notable", "minor", "never"],
        default="serious",
        help="from which severity the exit code is 1 (default: serious)",
    )
    parser.add_argument(
        "--language", choices=["nl", "en"], help="default: Dutch, unless this machine speaks English"
    )
    parser.set_defaults(run=_checked)


def _checked(options: argparse.Namespace) -> int:
    """Without Django, which takes longer to start than a plan takes to read."""
    from vangnet.config.commands import plan_check

    return plan_check.run(options)


def _links(acts: "argparse._SubParsersAction[argparse.ArgumentParser]", lazily: Runs) -> None:
    parser = acts.add_parser(
        "links",
        help="try every link in the texts and annexes of the plans here",
        description="Try every link in the texts and annexes of the plans, and say which do not work and where they "
        "stand. Each gets one or two requests that hold nothing but its address; no page is read. Links into a "
        "private network are not tried.",
        epilog=EXIT_CODES_OF_LINKS,
    )
    parser.add_argument("--school", metavar="BRIN", help="only this school's plan, for example 99XA00")
    parser.add_argument("--json", action="store_true", help="all of it, for a program")
    parser.add_argument(
        "--private", action="store_true", help="also try addresses of this machine and of private networks"
    )
    parser.set_defaults(run=lazily("plan_links"))

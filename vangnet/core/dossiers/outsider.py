"""Checks an exported dossier, or a whole year, against a printed seal: for somebody outside the school.

This file stands alone: it needs Python 3.11 and nothing else, no database, no key and no other part of Vangnet. Give
it with the export to whoever must be able to check it (`python outsider.py EXPORT --seal SEAL`). What the lines of an
export are stands in docs/proof.md. Each holds exactly what a digest was taken over, so that checking is repeating it.
"""

import argparse
import gettext
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

LOCALE = (
    Path(__file__).resolve().parents[2] / "locale"
)  # not there beside a copy of this file: then it is in English
_ = gettext.translation("django", LOCALE, [os.environ.get("LANGUAGE") or "nl"], fallback=True).gettext

FORMAT = 1
Content = dict[str, Any]


def digest(content: Content) -> str:
    """SHA-256 over the canonical form: keys in order, no spaces, UTF-8."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


@dataclass
class Dossier:
    """What an export holds of one dossier."""

    what: Content
    entries: list[Content] = field(default_factory=list)
    readings: list[Content] = field(default_factory=list)
    proposals: list[Content] = field(default_factory=list)
    destructions: list[Content] = field(default_factory=list)
    key: str = ""

    @property
    def reference(self) -> str:
        return str(self.what["reference"])

    @property
    def heads(self) -> list[str]:
        """The digest of each entry; of a destroyed dossier they stand in the proof of its destruction."""
        for destroyed in self.destructions:
            return str(destroyed["digests"]).split("\n")
        return [digest(entry) for entry in self.entries]


@dataclass
class Export:
    about: Content = field(default_factory=dict)
    seals: list[Content] = field(default_factory=list)
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


class Unreadable(ValueError):  # noqa: N818
    """The file is no export, or not one that this version knows."""


def read(path: Path) -> Export:
    """Lines of an export; raises `Unreadable` with the number of the line."""
    export = Export()
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                _take(export, json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                raise Unreadable(_("Line %(number)s is not of an export.") % {"number": number}) from fault
    if export.about.get("format") != FORMAT:
        raise Unreadable(_("This is no export of Vangnet, or one of a newer version."))
    return export


def _take(export: Export, line: Content) -> None:
    ((kind, content),) = line.items()
    if kind == "dossier":
        if content["reference"] in export.dossiers:
            raise ValueError(content["reference"])
        export.dossiers[content["reference"]] = Dossier(content)
    elif kind == "seal":
        export.seals.append(content)
    elif kind == "export":
        export.about = content
    elif kind == "names":
        export.names = content
    elif kind == "key":
        export.dossiers[content["dossier"]].key = content["key"]
    elif kind in {"entry", "reading"}:
        getattr(export.dossiers[content["dossier"]], {"entry": "entries"}.get(kind, "readings")).append(
            content
        )
    else:
        {"proposal": _last(export).proposals, "destruction": _last(export).destructions}[kind].append(content)


def _last(export: Export) -> Dossier:
    """A proposal and a destruction name their dossier by digests alone, and stand behind it."""
    return next(reversed(export.dossiers.values()))


@dataclass(frozen=True)
class Outcome:
    """What was found, where; and how much of the export the printed seal covers."""

    findings: tuple[str, ...]
    covered: int = 0  # entries
    later: int = 0  # entries recorded after the seal
    seal: Content | None = None


def check(export: Export, printed: str | None = None) -> Outcome:
    """Everything that can be found wrong, as sentences. `printed` is the figure as typed over from paper."""
    found = [says for dossier in export.dossiers.values() for says in _check_dossier(dossier)]
    found += _check_seals(export)
    found += _check_whole(export)
    seals = export.seals
    if printed is None:
        return Outcome(tuple(found))
    figure = "".join(printed.split()).lower()
    place = next((place for place, seal in enumerate(seals) if digest(seal) == figure), None)
    if place is None:
        return Outcome(
            (*found, _("The printed seal is not in this export: it was mistyped, or something was altered."))
        )
    until = _known_to(seals[: place + 1])
    found += _check_covered(export, until, seals[place])
    covered = sum(min(len(each.heads), until.get(each.reference, 0)) for each in export.dossiers.values())
    later = sum(len(each.heads) for each in export.dossiers.values()) - covered
    return Outcome(tuple(found), covered, later, seals[place])


def _known_to(seals: Sequence[Content]) -> dict[str, int]:
    """Up to which entry the seals know each dossier."""
    return {head[0]: head[1] for seal in seals for head in seal["heads"]}


def _check_dossier(dossier: Dossier) -> Iterator[str]:
    before = digest(dossier.what)
    for number, entry in enumerate(dossier.entries, start=1):
        if entry["number"] != number or entry["previous"] != before:
            yield _("%(dossier)s: entry %(number)s does not follow from the one before it.") % {
                "dossier": dossier.reference,
                "number": entry["number"],
            }
        before = digest(entry)
    before = ""
    for number, reading in enumerate(dossier.readings, start=1):
        if reading["reading"] != number or reading["previous"] != before:
            yield _("%(dossier)s: reading %(number)s does not follow from the one before it.") % {
                "dossier": dossier.reference,
                "number": reading["reading"],
            }
        before = digest(reading)
    yield from _check_end(dossier)


def _check_end(dossier: Dossier) -> Iterator[str]:
    proposals = {digest(proposal) for proposal in dossier.proposals}
    is_of_it = all(proposal["genesis"] == digest(dossier.what) for proposal in dossier.proposals)
    follows = all(row["proposal"] in proposals for row in dossier.destructions)
    if not (is_of_it and follows):
        yield _("%(dossier)s: its destruction was not proposed or decided as this file says.") % {
            "dossier": dossier.reference
        }
    is_twice = len(dossier.proposals) > 1 or len(dossier.destructions) > 1
    if is_twice or not dossier.heads or (dossier.destructions and dossier.entries):
        yield _("%(dossier)s: its entries are not what a dossier has.") % {"dossier": dossier.reference}


def _check_seals(export: Export) -> Iterator[str]:
    for earlier, later in pairwise(export.seals):
        if later["number"] != earlier["number"] + 1 or later["previous"] != digest(earlier):
            yield _("Seal %(number)s does not follow from the one before it.") % {"number": later["number"]}
    for seal in export.seals:
        for reference, *state in seal["heads"]:
            if reference in export.dossiers and not _agrees(export.dossiers[reference], state):
                yield _("%(dossier)s: seal %(number)s of %(day)s says otherwise.") % {
                    "dossier": reference,
                    "number": seal["number"],
                    "day": seal["day"],
                }


def _agrees(dossier: Dossier, state: list[Any]) -> bool:
    """Whether the records hold what a seal says of them: the entry, the reading and the end that it knew."""
    entry_count, head, reading_count, reading_head, ending = state
    heads, readings = dossier.heads, ["", *map(digest, dossier.readings)]
    endings = {"", *map(digest, dossier.proposals), *map(digest, dossier.destructions)}
    return (
        0 < entry_count <= len(heads)
        and heads[entry_count - 1] == head
        and reading_count < len(readings)
        and readings[reading_count] == reading_head
        and ending in endings
    )


def _check_whole(export: Export) -> Iterator[str]:
    """Of a year no dossier is left out: serial numbers have no gap, and reach what the seals counted."""
    if "first" not in export.about:
        return
    serials = sorted(each.what["serial"] for each in export.dossiers.values())
    first, last = export.about["first"], export.about["last"]
    counted = {seal["day"]: seal["dossiers"] for seal in export.seals}
    begin = max((number for day, number in counted.items() if day <= first), default=0)
    end = max((number for day, number in counted.items() if day <= last), default=0)
    missing = sorted(set(range(begin + 1, end + 1)) - set(serials))
    gaps = [later for earlier, later in pairwise(serials) if later != earlier + 1]
    if missing or gaps:
        yield _("Dossiers of this year are missing: number %(serial)s, in the order of opening.") % {
            "serial": (missing or [gaps[0] - 1])[0]
        }


def _check_covered(export: Export, until: dict[str, int], seal: Content) -> Iterator[str]:
    """A dossier that was there when the seal was made is named by it, or by a seal before it."""
    for dossier in export.dossiers.values():
        if dossier.what["serial"] <= seal["dossiers"] and dossier.reference not in until:
            yield _("%(dossier)s: no seal in this file names it, though it was there.") % {
                "dossier": dossier.reference
            }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("export", type=Path)
    parser.add_argument("--seal", help="the printed seal, 64 figures and letters")
    parser.add_argument(
        "--read", action="store_true", help="also show the texts, where the export holds their key"
    )
    options = parser.parse_args(arguments)
    return run(options.export, options.seal, reads=options.read)


def run(path: Path, seal: str | None, *, reads: bool = False) -> int:
    """Check, and say what came of it; gives the exit code: 0 as recorded, 1 something found, 2 no export."""
    try:
        export = read(path)
    except (OSError, UnicodeDecodeError, Unreadable) as refused:
        print(f"{path}: {refused}", file=sys.stderr)
        return 2
    outcome = check(export, seal)
    if reads:
        show(export)
    for finding in outcome.findings:
        print(finding)
    print(_summary(export, outcome))
    return 1 if outcome.findings else 0


def _summary(export: Export, outcome: Outcome) -> str:
    counts = {"d": len(export.dossiers), "e": sum(len(each.heads) for each in export.dossiers.values())}
    lines = [_("Checked: %(d)s dossiers, %(e)s entries.") % counts]
    if outcome.findings:
        lines.append(_("This export is not what was recorded, or not all of it."))
    elif outcome.seal is None:
        lines.append(
            _("The file agrees with itself. Only a printed seal shows that it was not made anew: add --seal.")
        )
    else:
        says = _(
            "The printed seal is number %(number)s of %(day)s. %(covered)s entries are as they were then."
        )
        lines.append(says % {**outcome.seal, "covered": outcome.covered})
        if outcome.later:
            lines.append(
                _("%(later)s entries were recorded later; a later seal covers those.") % vars(outcome)
            )
    return "\n".join(lines)


def show(export: Export) -> None:
    """The texts, opened from the very bytes that were checked. Names come from the export and are not proven."""
    for dossier in export.dossiers.values():
        opens = _opener(dossier.key)
        print(dossier.reference)
        for entry in dossier.entries:
            author = export.names.get(str(entry["author"]), str(entry["author"]))
            print(f"  {entry['number']:>3}  {entry['happened'][:16]}  {entry['step']}  {author}")
            for says in _texts(dossier.reference, entry, opens):
                print(f"       {says}")


def _texts(reference: str, entry: Content, opens: Any) -> Iterator[str]:
    """The entry's own text, then what its facts say; a sealed text is opened, anything else stands as it is."""

    def told(label: str, position: int, column: str, value: Any) -> Any:
        place = f"{reference} {entry['token']} {label} {position} {column}"
        return opens(value, place.encode()) or value

    if entry["text"]:
        yield told("entry", 0, "text", entry["text"])
    for fact in entry["facts"]:
        for column in sorted(fact.keys() - {"is", "position", "dossier_id"}):
            yield f"{column}: {told(fact['is'], fact['position'], column, fact[column])}"


def _opener(key: str) -> Any:
    if not key:
        return lambda _value, _place: None
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = AESGCM(bytes.fromhex(key))

    def opens(value: Any, place: bytes) -> str | None:
        try:
            sealed = bytes.fromhex(value)
            return cipher.decrypt(sealed[:12], sealed[12:], place).decode()
        except (TypeError, ValueError, InvalidTag):
            return None

    return opens


if __name__ == "__main__":
    sys.exit(main())

"""The copy of a dossier as data: one JSON object that says the same as the paper (docs/proof.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Model

import vangnet

from ..canonical import canonical
from ..models import Entry, Fact, Letter, Subject
from ..timeline import NOT_SHOWN, ShownEntry, named
from .content import DossierCopy

FORMAT = 1
Told = Mapping[str, Any]


def json(copy: DossierCopy) -> bytes:
    return canonical(as_data(copy)) + b"\n"


def as_data(copy: DossierCopy) -> Told:
    page = copy.page
    return {
        "format": FORMAT,
        "program": f"vangnet {vangnet.__version__}",
        "made": copy.at,
        "for": copy.by.full_name,
        "because": copy.because,
        "dossier": _dossier(copy),
        "people": [{"name": each.name, "part": each.role, "group": each.group} for each in page.people],
        "steps": [
            {"title": each.title, "state": each.state, "on": each.on, "entry": each.entry}
            for each in page.steps
        ],
        "due": [
            {"title": each.title, "before": each.due, "by": each.who, "why": each.why}
            for each in page.next_up
        ],
        "entries": [
            _entry(entry, copy.facts[entry.pk], shown)
            for entry, shown in zip(copy.read, page.entries, strict=True)
        ],
        "letters": [
            {"entry": each.entry, "title": each.title, **asdict(each.sheet)} for each in copy.letters
        ],
        "seal": _seal(copy),
        "withheld": asdict(copy.withheld),
    }


def _dossier(copy: DossierCopy) -> Told:
    dossier, summary = copy.dossier, copy.page.summary
    return {
        "reference": dossier.reference,
        "kind": dossier.kind,
        "title": summary.title,
        "line": summary.line,
        "school": summary.school,
        "opened_on": dossier.opened_on,
        "closed_on": dossier.closed_on,
    }


def _entry(entry: Entry, facts: Sequence[Fact], shown: ShownEntry) -> Told:
    return {
        "number": entry.number,
        "step": entry.step,
        "title": shown.title,
        "author": shown.author,
        "author_role": shown.author_role,
        "happened": entry.happened_at,
        "recorded": entry.recorded_at,
        "corrects": shown.corrects,
        "corrected_by": shown.corrected_by,
        "text": shown.text,
        "facts": [{"is": fact.called(), **dict(_told(fact))} for fact in facts],
        "reads": shown.facts,
        "digest": entry.digest,
    }


def _told(fact: Fact) -> Iterator[tuple[str, object]]:
    """What a fact says, by the name of its column; somebody from a register by name. A letter stands by itself."""
    if isinstance(fact, Subject):
        yield from (("role", fact.role), ("name", fact.shown_name))
        return
    for field in fact._meta.concrete_fields:
        value = getattr(fact, field.name)
        is_letter = isinstance(fact, Letter) and field.name == "written"
        if not is_letter and field.name not in NOT_SHOWN and value not in (None, ""):
            yield field.name, named(value) if isinstance(value, Model) else value


def _seal(copy: DossierCopy) -> Told | None:
    if copy.sealed is None:
        return None
    seal = copy.sealed.seal
    return {
        "number": seal.number,
        "day": seal.sealed_on,
        "digest": seal.digest,
        "entries": copy.sealed.entry_count,
        "head": copy.sealed.head,
    }

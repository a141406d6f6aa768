"""The copy of a dossier on paper: every word of it, in the language of its reader, for `letters/dossier.typ`."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vangnet.core.letters.typesetting import typeset

from ..models import Entry, SealedHead
from ..timeline import ShownEntry, day, moment
from ..what_next import NextUp, ShownStep
from .content import DossierCopy, SentLetter
from .withheld import Withheld

Told = Mapping[str, Any]


def pdf(copy: DossierCopy) -> bytes:
    return typeset("dossier.typ", json.dumps(on_paper(copy), ensure_ascii=False), copy.at)


def on_paper(copy: DossierCopy) -> Told:
    summary = copy.page.summary
    made = _("Made on %(moment)s for %(name)s") % {"moment": moment(copy.at), "name": copy.by.full_name}
    digests = {entry.number: entry.digest for entry in copy.read}
    return {
        "language": (get_language() or "nl")[:2],
        "name": f"{summary.kind} {summary.reference}",
        "title": summary.title,
        "line": summary.line,
        "school": summary.school,
        "kicker": f"{_('Copy of a dossier')} · {summary.kind}",
        "footer": f"{summary.reference} · {_('Confidential')} · {made}",
        "words": _words(),
        "about": _about(copy),
        "people": [{"name": each.name, "part": each.role, "group": each.group} for each in copy.page.people],
        "steps": [_step(step) for step in copy.page.steps],
        "due": [_due(due) for due in copy.page.next_up],
        "entries": [_entry(entry, digests[entry.number]) for entry in copy.page.entries],
        "proof": _proof(copy.read, copy.sealed, is_counted=copy.withheld.is_counted),
        "withheld": _withheld(copy.withheld, copy.by.full_name),
        "letters": [_letter(letter) for letter in copy.letters],
    }


def _words() -> Told:
    return {
        "people": _("Who it is about"),
        "name": _("Name"),
        "part": _("Part"),
        "group": _("Group"),
        "stands": _("Where it stands"),
        "step": _("Step"),
        "state": _("State"),
        "done_by": _("When, and by whom"),
        "due": _("To do next"),
        "happened": _("What happened"),
        "letters": _("Letters, as they were sent"),
        "proof": _("What proves that nothing was changed"),
        "withheld": _("What was withheld"),
        "entry": _("Entry"),
        "step_shown": _("Step, where the step line shows it"),
        "entries": _("Entries that were withheld"),
        "from_whom": _("From whom"),
        "because": _("Why this person knows it, in the words that he or she reads"),
    }


def _about(copy: DossierCopy) -> list[tuple[str, str]]:
    summary = copy.page.summary
    because = "\n".join(f"“{reason}”" for reason in copy.because)
    rows = [
        (_("Reference"), summary.reference),
        (_("School"), summary.school),
        (_("State"), _("Closed") if summary.closed else _("Open")),
        (_("Opened on"), summary.opened),
        (_("Closed on"), summary.closed),
        (_("Copy made on"), moment(copy.at)),
        (_("Copy made for"), copy.by.full_name),
        (_("Who knows it because"), because),
    ]
    return [(label, told) for label, told in rows if told]


def _step(step: ShownStep) -> Told:
    states = {"done": _("Done"), "now": _("Now"), "skipped": _("Passed by"), "open": _("Not yet")}
    return {
        "title": step.title,
        "state": states[step.state],
        "on": step.on,
        "is_now": step.state == "now",
        "is_done": step.state == "done",
    }


def _due(due: NextUp) -> Told:
    told = [f"{day(due.due)} ({due.due_words})", due.who]
    return {
        "title": due.title,
        "told": " · ".join(part for part in told if part),
        "why": f"{_('Why:')} {due.why}" if due.why else "",
    }


def _entry(entry: ShownEntry, digest: str) -> Told:
    notes = []
    if entry.corrected_by:
        notes.append(_("Corrected, see entry %(number)s") % {"number": entry.corrected_by})
    if entry.corrects:
        notes.append(_("Corrects entry %(number)s") % {"number": entry.corrects})
    author = ", ".join(part for part in (entry.author, entry.author_role) if part)
    return {
        "heading": f"{entry.number}. {entry.title}",
        "when": f"{entry.happened} · {author}",
        "notes": notes,
        "facts": entry.facts,
        "text": _paragraphs(entry.text),
        "recorded": _("Recorded %(when)s") % {"when": entry.recorded},
        "digest": digest,
    }


def _paragraphs(text: str) -> list[str]:
    plain = text.replace("\r\n", "\n")
    return [part.strip() for part in re.split(r"\n\s*\n", plain) if part.strip()]


def _letter(letter: SentLetter) -> Told:
    heading = _("With entry %(number)s: %(title)s") % {"number": letter.entry, "title": letter.title}
    return {"heading": heading, "sheet": asdict(letter.sheet)}


def _proof(read: Sequence[Entry], sealed: SealedHead | None, *, is_counted: bool) -> list[Told]:
    """The chain and the seal tell how far it came, so they are told to who may see that."""
    says = _(
        "Below each entry stands its digest: a figure over the entry and over the one before it. Who handles this "
        "dossier can give a file with which an outsider repeats them."
    )
    told: list[Told] = [{"says": says, "digest": ""}]
    if not is_counted:
        return told
    if sealed is None:
        return [*told, {"says": _("No seal names this dossier yet."), "digest": ""}]
    words = {
        "number": sealed.seal.number,
        "day": day(sealed.seal.sealed_on),
        "entries": sealed.entry_count,
    }
    by_seal = _("The newest seal that names it is number %(number)s of %(day)s:") % words
    head = _("It binds the dossier up to and including entry %(entries)s, with this digest:") % words
    return [
        *told,
        {"says": by_seal, "digest": sealed.seal.digest},
        {"says": head, "digest": sealed.head},
    ]


def _withheld(withheld: Withheld, name: str) -> Told:
    return {
        "says": _says(withheld, name),
        "entries": [{"number": str(each.number), "step": each.step or "–"} for each in withheld.entries],
        "why": _why(withheld),
        "others": [
            {
                "name": each.name,
                "entries": ", ".join(map(str, each.entries)),
                "why": [f"“{reason}”" for reason in each.why],
            }
            for each in withheld.from_others
        ],
    }


def _says(withheld: Withheld, name: str) -> list[str]:
    if not withheld.is_counted:
        says = _(
            "%(name)s reads what stands above, and was not told what else there is: whether, which and how many "
            "entries were withheld shows how far it came, and that is only for who reads all of it."
        )
        return [says % {"name": name}]
    if withheld.entries:
        return [_("These entries were withheld from %(name)s.") % {"name": name}]
    nothing = _("Nothing was withheld from %(name)s: every entry stands above.") % {"name": name}
    others = (
        _("Of those who know this dossier today, these read a part of it; the others read all of it.")
        if withheld.from_others
        else _("Everybody who knows this dossier today reads all of it.")
    )
    return [nothing, others]


def _why(withheld: Withheld) -> list[str]:
    """The whole of it is for who has need of it; said to who gets a part."""
    if not withheld.read_on:
        return []
    says = _(
        "Why: everybody reads what he or she recorded and what is needed for the work, and no more (%(source)s). "
        "The whole of a dossier of this kind is for who is told:"
    )
    return [says % {"source": withheld.source}, "\n".join(f"“{each}”" for each in withheld.read_on)]

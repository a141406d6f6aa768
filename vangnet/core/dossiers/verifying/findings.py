"""What can be found when the records are checked, and the report of it all."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class What(Enum):
    """The kinds of damage; each finding also says where, in a sentence."""

    DOSSIER_ALTERED = "dossier altered"
    DOSSIER_MISSING = "dossier missing"
    DOSSIER_ADDED = "dossier added"
    ENTRY_ALTERED = "entry altered"
    ENTRY_MISSING = "entry missing"
    ENTRY_ADDED = "entry added"
    CHAIN_BROKEN = "chain broken"
    READING_ALTERED = "reading altered"
    READING_MISSING = "reading missing"
    READING_ADDED = "reading added"
    SEAL_ALTERED = "seal altered"
    SEAL_MISSING = "seal missing"
    SEAL_CONTRADICTED = "seal contradicted"
    SEAL_UNKNOWN = "seal unknown"
    LEDGER_ALTERED = "ledger altered"
    DESTRUCTION_ALTERED = "destruction altered"
    DESTRUCTION_MISSING = "destruction missing"
    DESTRUCTION_UNFINISHED = "destruction unfinished"
    DERIVED_DIFFERS = "list differs from records"
    STRAY_ROW = "stray row"
    TRIGGER_MISSING = "protection missing"
    KEY_MISSING = "key missing"
    KEY_ALTERED = "key altered"
    KEY_LEFT = "key left"
    TEXT_UNREADABLE = "text unreadable"
    FILE_DAMAGED = "file damaged"
    ATTACHMENT_MISSING = "attachment missing"
    ATTACHMENT_ALTERED = "attachment altered"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was recorded. `number` counts entries, readings or seals, as `what` says."""

    what: What
    reference: str
    number: int | None
    says: str


@dataclass(frozen=True)
class PrintedSeal:
    """A seal that somebody kept on paper or in the mail, found in the chain."""

    number: int
    day: date


@dataclass(frozen=True)
class Report:
    findings: tuple[Finding, ...]
    dossiers: int
    entries: int
    readings: int
    seals: int
    printed: PrintedSeal | None = None
    attachments: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.findings

    def summary(self) -> str:
        """A few lines for the terminal: what was checked, and what came of it."""
        counts = {"d": self.dossiers, "e": self.entries, "r": self.readings, "s": self.seals}
        lines = [_("Checked: %(d)s dossiers, %(e)s entries, %(r)s readings, %(s)s seals.") % counts]
        if self.attachments:
            lines.append(_("Files that registers keep: %(count)s.") % {"count": self.attachments})
        if self.printed:
            lines.append(
                _("The printed seal is number %(number)s of %(day)s.")
                % {"number": self.printed.number, "day": self.printed.day.isoformat()}
            )
        return "\n".join([*lines, self._verdict()])

    def _verdict(self) -> str:
        if self.is_whole:
            return _("Everything is as it was recorded.")
        count = len(self.findings)
        found = ngettext(
            "%(count)s finding. Keep the databases as they are and tell the data protection officer.",
            "%(count)s findings. Keep the databases as they are and tell the data protection officer.",
            count,
        )
        return found % {"count": count}

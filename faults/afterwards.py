"""What lies in the databases afterwards: `python -m faults.afterwards`, what was acknowledged as JSON on its input.

Every text is opened with its key. It says what is missing, differs, stands twice or is half there.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Mapping

# A key that opens nothing is left by an attempt that was refused or killed after it was made (docs/faults.md); mail
# goes on waiting for a mail server.
TOLERATED = {"keys that open nothing", "mail waiting"}


def amiss(found: Mapping[str, int]) -> dict[str, int]:
    """What of all that was found may never be."""
    return {name: number for name, number in found.items() if number and name not in TOLERATED}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vangnet.config.settings")
    import django

    django.setup()
    if "--hurry" in sys.argv:
        return _hurry()
    told: dict[str, str] = json.load(sys.stdin)
    print(json.dumps(looked_at(told)))
    return 0


def looked_at(told: dict[str, str]) -> dict[str, object]:
    """`told` gives the reference that was acknowledged for each text."""
    from vangnet.core.dossiers.models import Dossier, Entry, Ledger, Subject
    from vangnet.core.keys.models import WrappedKey
    from vangnet.core.mail.models import OutgoingMail
    from vangnet.incidents.models import Report

    first = Entry.objects.filter(number=1, step="report").select_related("dossier")
    recorded = [(entry.text, entry.dossier.reference) for entry in first if entry.text.startswith("Melding ")]
    texts = Counter(text for text, _reference in recorded)
    references = set(Dossier.objects.values_list("reference", flat=True))
    ours = set(told.values())
    return {
        "acknowledged": len(told),
        "missing": len(set(told.items()) - set(recorded)),
        "twice": sum(number > 1 for number in texts.values()),
        "not acknowledged": len(set(texts) - set(told)),
        "without its facts": Dossier.objects.filter(reference__in=ours)
        .exclude(pk__in=Report.objects.values("entry__dossier"))
        .count()
        + 2 * len(ours)
        - Subject.objects.filter(dossier__reference__in=ours).count(),
        "without an entry": Dossier.objects.exclude(pk__in=Entry.objects.values("dossier")).count(),
        "not in the ledger": Dossier.objects.count() - Ledger.objects.get().opened,
        "keys that open nothing": len(set(WrappedKey.objects.values_list("pk", flat=True)) - references),
        "mail waiting": OutgoingMail.objects.filter(sent_at=None).count(),
    }


def _hurry() -> int:
    """Mail whose sender was killed waits some minutes; here it has its turn at once."""
    from django.utils import timezone

    from vangnet.core.mail.models import OutgoingMail

    OutgoingMail.objects.filter(sent_at=None).update(next_try_at=timezone.now())
    return 0


if __name__ == "__main__":
    sys.exit(main())

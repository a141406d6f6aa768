"""What a complaint is about, at a glance, and until when the national committee takes it; names nobody.

When it says that there was a sexual offence, the way that WPO art. 4a asks stands there instead.
"""

from django.utils.translation import gettext

from vangnet.core.dossiers.kinds import Heading
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.timeline import day
from vangnet.core.words import _

from .models import OFFENCE, Complaint, HandedToBoard
from .protocol import CONFIDENTIAL_INSPECTOR, last_day_for_national_committee

TITLE = _("Complaint")


def heading(dossier: Dossier) -> Heading:
    handed = HandedToBoard.objects.standing().filter(entry__dossier=dossier)
    if handed.filter(why__in=OFFENCE).exists():
        says = gettext("Sexual offence: the board at once. Confidential inspector: %(number)s.")
        return Heading(TITLE, says % {"number": CONFIDENTIAL_INSPECTOR})
    complaint = Complaint.objects.standing().get(entry__dossier=dossier)
    words = {
        "topic": complaint.get_topic_display(),
        "day": day(last_day_for_national_committee(complaint.ended_on)),
    }
    line = gettext("%(topic)s · to the national committee up to and including %(day)s") % words
    return Heading(TITLE, line)

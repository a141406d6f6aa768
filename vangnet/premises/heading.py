"""What it is at a glance: once access was denied, to whom, where and until when, for who must act at the door."""

from django.db.models import QuerySet
from django.utils.translation import gettext

from vangnet.core.dossiers.kinds import Heading
from vangnet.core.dossiers.models import Dossier, Subject
from vangnet.core.dossiers.timeline import day
from vangnet.core.words import _

from .models import AccessBan, BanReview, Part

TITLE = _("Aggression by a parent")


def heading(dossier: Dossier) -> Heading:
    """Corrections keep the moment of what they correct, so the latest moment is that of the latest access ban."""
    bans: QuerySet[AccessBan] = AccessBan.objects.standing().filter(entry__dossier=dossier)
    ban = bans.select_related("entry").order_by("-entry__happened_at", "-entry__number").first()
    return Heading(TITLE, _told(ban, dossier) if ban else "")


def _told(ban: AccessBan, dossier: Dossier) -> str:
    if _is_lifted(ban):
        return gettext("The access ban was lifted.")
    words = {
        "name": _parent(dossier),
        "where": ", ".join(places(ban)),
        "first": day(ban.first_on),
        "last": day(ban.last_on),
    }
    return gettext("No access for %(name)s from %(first)s up to and including %(last)s: %(where)s") % words


def places(ban: AccessBan) -> list[str]:
    """Where this parent may not come."""
    denied = {
        gettext("the building"): ban.building,
        gettext("the yard"): ban.yard,
        gettext("activities of the school elsewhere"): ban.activities,
    }
    return [place for place, is_denied in denied.items() if is_denied]


def _is_lifted(ban: AccessBan) -> bool:
    reviews = BanReview.objects.standing().filter(entry__dossier=ban.entry.dossier_id)
    lifted = reviews.filter(outcome=BanReview.Outcome.LIFTED, entry__happened_at__gte=ban.entry.happened_at)
    return bool(lifted.exists())


def _parent(dossier: Dossier) -> str:
    rows = Subject.objects.standing().filter(dossier=dossier, role=Part.PARENT)
    parent = rows.select_related("guardian", "entry").first()
    if parent is None:
        return gettext("this parent")
    parent.entry.dossier = dossier  # whose key opens the name of somebody who stands in no register
    return str(parent.shown_name)

"""What an incident is, at a glance: the kind of thing that happened, when and where; names nobody."""

from django.utils.translation import gettext as _

from vangnet.core.dossiers.kinds import Heading
from vangnet.core.dossiers.models import Dossier
from vangnet.core.dossiers.timeline import moment

from .models import Incident
from .models.facts import Place


def heading(dossier: Dossier) -> Heading:
    row = Incident.objects.select_related("category").get(dossier=dossier)
    words = {"when": moment(row.happened_at), "where": Place(row.place).label}
    return Heading(row.category.name, _("%(when)s · %(where)s") % words, row.severity)

"""The register of annexes: what the plan leans on, whose it is, how far it is, and where it can be found.

The plan says where each annex is found (safety plan 1). An annex that stands nowhere, or is expired, is told where a
text cites it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.attachments.models import Attachment

from .layered import Layered, LayerVersion, left_out_for_a_reason, one_key_in_a_layer


class Annex(Layered):
    """Of the board where it has no school."""

    class Meta:
        constraints = one_key_in_a_layer("annex")

    def __str__(self) -> str:
        return self.key

    @property
    def current(self) -> "AnnexVersion":
        """Asked anew: a colleague may have written since this was fetched."""
        found: AnnexVersion = self.versions.select_related("recorded_by", "paper").latest("number")
        return found


class AnnexVersion(LayerVersion):
    """`edition` is the version of the document itself; `number` counts the changes of this line of the register."""

    class Status(models.TextChoices):
        IN_DEVELOPMENT = "in_development", _("in development")
        ADOPTED = "adopted", _("adopted")
        EXPIRED = "expired", _("expired")

    class Found(models.TextChoices):
        FILE = "file", _("a file here")
        LINK = "link", _("a link")
        HEAD = "head", _("ask the head")
        NOWHERE = "nowhere", _("not known yet")

    class SeenBy(models.TextChoices):
        KEEPERS = "keepers", _("head and safety coordinator")
        SCHOOL = "school", _("everybody at school")
        PUBLIC = "public", _("everybody")

    layer = "annex"

    annex = models.ForeignKey(Annex, models.PROTECT, related_name="versions", editable=False)
    status = models.CharField(_("status"), max_length=20, choices=Status)
    edition = models.CharField(_("version of the document"), max_length=40, blank=True)
    review_on = models.DateField(_("review before"), null=True, blank=True)
    found = models.CharField(_("where it can be found"), max_length=10, choices=Found)
    link = models.URLField(_("link"), max_length=500, blank=True)
    paper = models.ForeignKey(Attachment, models.PROTECT, related_name="+", null=True)
    seen_by = models.CharField(_("who may see it"), max_length=10, choices=SeenBy, default=SeenBy.SCHOOL)

    class Meta(LayerVersion.Meta):
        constraints = [
            models.UniqueConstraint(fields=["annex", "number"], name="one_version_of_an_annex_at_a_time"),
            models.CheckConstraint(
                name="an_annex_is_found_where_it_says",
                condition=(Q(found="file", paper__isnull=False) | (~Q(found="file") & Q(paper=None)))
                & ((Q(found="link") & ~Q(link="")) | (~Q(found="link") & Q(link=""))),
                violation_error_message=_("Give the file or the link that you say is there, and no other."),
            ),
            left_out_for_a_reason("an_annex_left_out_for_a_reason"),
        ]

    @property
    def is_expired(self) -> bool:
        return self.status == self.Status.EXPIRED

    @property
    def is_nowhere(self) -> bool:
        return self.found == self.Found.NOWHERE

    @property
    def can_be_leaned_on(self) -> bool:
        """It holds, and somebody can find it."""
        return self.status == self.Status.ADOPTED and not self.is_nowhere

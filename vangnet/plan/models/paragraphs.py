"""A paragraph of the plan, and what it said in each of its versions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..chapters import Chapter
from .layered import STEP, Layered, LayerVersion, left_out_for_a_reason, one_key_in_a_layer

LONGEST_TEXT = 20_000


class Paragraph(Layered):
    class Meta:
        constraints = one_key_in_a_layer("paragraph")

    def __str__(self) -> str:
        return self.key

    @property
    def current(self) -> "Version":
        """Asked anew: a colleague may have written since this was fetched."""
        found: Version = self.versions.select_related("recorded_by").latest("number")
        return found


class Version(LayerVersion):
    """`is_public`: it stands in the public plan as well."""

    layer = "paragraph"

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="versions", editable=False)
    chapter = models.CharField(_("chapter"), max_length=20, choices=Chapter)
    place = models.PositiveIntegerField(_("place in the chapter"), default=STEP)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    is_public = models.BooleanField(_("also in the public plan"), default=True)

    class Meta(LayerVersion.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "number"], name="one_version_of_a_paragraph_at_a_time"
            ),
            models.CheckConstraint(
                name="a_paragraph_says_something",
                condition=~Q(text="") & ~Q(title=""),
                violation_error_message=_("Write a title and a text."),
            ),
            left_out_for_a_reason("a_paragraph_left_out_for_a_reason"),
        ]

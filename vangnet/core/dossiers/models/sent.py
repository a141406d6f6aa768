"""A paper that went out: to whom is said by the fact that it is, how and on which day stands here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Guardian, Pupil

from .entry import Fact
from .talk import Warning


class Sent(Fact):
    class How(models.TextChoices):
        BY_HAND = "by_hand", _("Handed over")
        POST = "post", _("By post")
        REGISTERED = "registered", _("By registered post")
        EMAIL = "email", _("By e-mail")

    how = models.CharField(_("sent"), max_length=10, choices=How)
    sent_on = models.DateField(_("sent on"))

    class Meta(Fact.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.how


class ToParent(Sent):
    """To a parent of this pupil (without `guardian`: somebody outside the register)."""

    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="+", verbose_name=_("parents of"))
    guardian = models.ForeignKey(
        Guardian, models.PROTECT, null=True, related_name="+", verbose_name=_("sent to")
    )
    despite = models.CharField(_("mind"), max_length=20, choices=Warning, blank=True)

    class Meta(Sent.Meta):
        abstract = True


class Invitation(ToParent):
    """A parent was invited to a talk or a hearing, at which moment."""

    meet_at = models.DateTimeField(_("invited for"))

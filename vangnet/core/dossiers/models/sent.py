"""A paper that went out: to whom is said by the fact that it is, how and on which day stands here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import Fact


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

"""A letter of a dossier as it was sent: all that stood on the paper, sealed and never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vangnet.core.letters.typesetting import Sheet

from ..sealed import SealedTextField
from .entry import Fact


class Letter(Fact):
    """Which letter it is, its step says (`forms`: what the form of that step writes)."""

    class Language(models.TextChoices):
        NL = "nl", _("Dutch")
        EN = "en", _("English")

    language = models.CharField(_("language"), max_length=2, choices=Language)
    written = SealedTextField(_("letter"))

    def __str__(self) -> str:
        return self.language

    @property
    def sheet(self) -> Sheet:
        return Sheet.read(self.written)

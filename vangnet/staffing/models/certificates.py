"""What a colleague was trained for, since when, and until which day that holds; with a scan of the paper."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.models import Person, School
from vangnet.core.people.recorded import STANDING, Recorded, TakenBack, taken_back_by_somebody

from ..subjects import TrainingSubject

EARLIEST = 1950  # before it a year is a slip of the pen


class Certificate(Recorded, TakenBack):
    """It goes along with the person; `school` is the one that recorded it."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates")
    subject = models.CharField(_("subject"), max_length=30, choices=TrainingSubject)
    title = models.CharField(_("name on the certificate"), max_length=200)
    provider = models.CharField(_("given by"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("of the day"))
    expires_on = models.DateField(_("holds up to and including"), null=True, blank=True)
    scan = models.ForeignKey("attachments.Attachment", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["subject", "person", "issued_on"], name="certificates_in_a_subject")]
        constraints = [
            models.CheckConstraint(
                name="a_certificate_ends_after_it_begins",
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                violation_error_message=_(
                    "The certificate would end before it begins. Look at both days again."
                ),
            ),
            models.UniqueConstraint(
                name="a_certificate_is_recorded_once",
                fields=["person", "subject", "title", "issued_on"],
                condition=STANDING,
                violation_error_message=_("This certificate of that day is recorded already."),
            ),
            taken_back_by_somebody("a_certificate_is_taken_back_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.title}"

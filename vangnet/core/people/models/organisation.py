"""The board (bevoegd gezag), its clusters and its schools."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Board(models.Model):
    """The competent authority and data controller; one installation serves one."""

    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(
        _("board number"), max_length=10, blank=True, help_text=_("DUO: bevoegd gezag nummer")
    )

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    board = models.ForeignKey(Board, models.PROTECT, related_name="clusters")
    name = models.CharField(_("name"), max_length=200)

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """One location of a school, as DUO registers it: BRIN and location code."""

    class Governance(models.TextChoices):
        """Under which law decisions are taken; it moves the objection term (WPO art. 40 and 63)."""

        PUBLIC = "public", _("Public school (openbaar)")
        PRIVATE = "private", _("Private-law school (bijzonder)")

    class Region(models.TextChoices):
        """The region for the spread of school holidays."""

        NORTH = "north", _("North")
        MIDDLE = "middle", _("Middle")
        SOUTH = "south", _("South")

    board = models.ForeignKey(Board, models.PROTECT, related_name="schools")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="schools", null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    brin = models.CharField(_("BRIN"), max_length=4)
    location_code = models.CharField(_("location code"), max_length=2, default="00")
    governance = models.CharField(
        _("governance"), max_length=10, choices=Governance, default=Governance.PUBLIC
    )
    region = models.CharField(_("holiday region"), max_length=10, choices=Region, default=Region.NORTH)
    denomination = models.CharField(_("denomination"), max_length=100, blank=True)
    street = models.CharField(_("street"), max_length=150, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=7, blank=True)
    town = models.CharField(_("town"), max_length=100, blank=True)
    municipality = models.CharField(_("municipality"), max_length=100, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["brin", "location_code"], name="one_row_per_location_of_a_school")
        ]

    def __str__(self) -> str:
        return self.name

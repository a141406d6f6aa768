"""The totals of a school year, kept so that a figure costs the same however much was recorded."""

from django.db import models

from vangnet.core.people.models import School


class Total(models.Model):
    """How many incidents of a school and a year have one value in one of the tables of the year's figures."""

    school_year = models.CharField(max_length=9)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    table = models.CharField(max_length=10)
    value = models.CharField(max_length=40, blank=True)
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "school", "table", "value"], name="one_total_for_each_value"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_year} {self.table} {self.value}: {self.number}"

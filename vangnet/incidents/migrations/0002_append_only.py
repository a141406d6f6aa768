"""The facts of an incident stay as they were recorded, and a new installation starts with its categories."""

from datetime import date

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly
from vangnet.incidents.categories import STARTING

FACTS = (
    "assessment",
    "correction",
    "earlierincident",
    "followupagreed",
    "followupheld",
    "labourreport",
    "parentstold",
    "policecontact",
    "report",
    "staffaccident",
)


def start_with_categories(apps, schema_editor):
    category = apps.get_model("incidents", "Category")
    category.objects.bulk_create(
        category(**vars(starting), place_in_list=place * 10, since=date(2020, 8, 1))
        for place, starting in enumerate(STARTING, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial"), ("dossiers", "0002_append_only")]

    operations = [
        *(AppendOnly(f"incidents_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS),
        migrations.RunPython(start_with_categories, migrations.RunPython.noop),
    ]

"""The reason for a correction belongs to every kind of dossier."""

import django.db.models.deletion
import vangnet.core.dossiers.sealed
from django.db import migrations, models

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_what_waits_by_school")]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("reason", vangnet.core.dossiers.sealed.SealedTextField(verbose_name="reason for the correction")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.entry"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "position"), name="dossiers_correction_has_one_place"
                    )
                ],
            },
        ),
        AppendOnly("dossiers_correction", goes_when=FACT_OF_DESTROYED),
    ]

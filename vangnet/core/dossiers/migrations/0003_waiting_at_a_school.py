"""What waits knows its school, so that the desk walks an index; filled in for what waits already."""

import django.db.models.deletion
from django.db import migrations, models

FILLED = """
UPDATE dossiers_waiting SET school_id =
(SELECT school_id FROM dossiers_dossier WHERE dossiers_dossier.id = dossiers_waiting.dossier_id)
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_append_only"), ("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="school",
            field=models.ForeignKey(
                null=True,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.school",
            ),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
    ]

"""Reasons for corrections go where those of every kind of dossier stand, with the seal that lies on them."""

from django.db import migrations


MOVE = (
    "INSERT INTO dossiers_correction (entry_id, position, reason) "
    "SELECT entry_id, position, reason FROM incidents_correction ORDER BY id"
)


class Migration(migrations.Migration):
    dependencies = [("incidents", "0005_category_without_index"), ("dossiers", "0005_correction")]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.DeleteModel("Correction"),
    ]

"""Apart from the filling before it: PostgreSQL changes no table in the transaction that wrote it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_waiting_at_a_school")]

    operations = [
        migrations.AlterField(
            model_name="waiting",
            name="school",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.school",
            ),
        ),
        migrations.RemoveIndex(model_name="waiting", name="what_waits_for_a_role"),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(fields=["school", "role", "ends_at"], name="what_waits_for_a_role"),
        ),
    ]

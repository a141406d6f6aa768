from django.db import migrations

from vangnet.core.dossiers.append_only import AppendOnly

TABLES = ["plan_version", "plan_annexversion", "plan_edition", "plan_editionstep"]


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]

    operations = [AppendOnly(table) for table in TABLES]

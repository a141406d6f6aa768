from django.db import migrations

from vangnet.core.dossiers.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_initial")]

    operations = [AppendOnly("plan_version")]

"""The facts of a physical intervention stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly


class Migration(migrations.Migration):
    dependencies = [("restraint", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly("restraint_restraint", goes_when=FACT_OF_DESTROYED)]

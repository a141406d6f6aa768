"""The facts of a suspicion stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = ("suspicion", "boardtold", "decision", "measure", "policereport")


class Migration(migrations.Migration):
    dependencies = [("misconduct", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"misconduct_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

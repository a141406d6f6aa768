"""The facts of a dossier on bullying stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = ("bullyingreport", "followupagreed", "followupheld", "grouptalk", "judgement")


class Migration(migrations.Migration):
    dependencies = [("bullying", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"bullying_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

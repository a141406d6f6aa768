"""The facts of a complaint stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = (
    "complaint",
    "handedtoboard",
    "conversation",
    "receipt",
    "boardanswer",
    "committeechosen",
    "opinion",
    "opinionanswer",
    "postponement",
)


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"complaints_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

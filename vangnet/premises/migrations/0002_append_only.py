"""The facts after aggression by a parent stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = (
    "aggression",
    "timeout",
    "warninggiven",
    "handover",
    "accessban",
    "boardcopy",
    "banreview",
    "policecall",
    "breach",
)


class Migration(migrations.Migration):
    dependencies = [("premises", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"premises_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

"""The facts of a meldcode dossier stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

TABLES = (
    "meldcode_signals",
    "meldcode_consultation",
    "meldcode_advice",
    "meldcode_notalk",
    "meldcode_answer",
    "meldcode_directorinformed",
    "meldcode_decision",
    "meldcode_veiligthuisreport",
    "meldcode_reportanswer",
    "meldcode_help",
    "meldcode_ending",
)


class Migration(migrations.Migration):
    dependencies = [("meldcode", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(table, goes_when=FACT_OF_DESTROYED) for table in TABLES]

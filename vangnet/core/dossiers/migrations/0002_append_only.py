"""What was recorded stays: the database refuses to change or remove it."""

from django.db import migrations

from vangnet.core.dossiers.append_only import ENTRY_OF_DESTROYED, FACT_OF_DESTROYED, AppendOnly


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]

    operations = [
        AppendOnly(
            "dossiers_dossier",
            columns=("id", "reference", "serial", "kind", "school_id", "opened_on", "law_on", "follows_id"),
        ),
        AppendOnly("dossiers_entry", goes_when=ENTRY_OF_DESTROYED),
        AppendOnly("dossiers_subject", goes_when=FACT_OF_DESTROYED),
        AppendOnly("dossiers_party", goes_when=FACT_OF_DESTROYED),
        AppendOnly("dossiers_brokenglass", goes_when=FACT_OF_DESTROYED),
        AppendOnly("dossiers_reading"),
        AppendOnly("dossiers_seal"),
        AppendOnly("dossiers_sealedhead"),
        AppendOnly("dossiers_destructionproposal"),
        AppendOnly("dossiers_destruction"),
    ]

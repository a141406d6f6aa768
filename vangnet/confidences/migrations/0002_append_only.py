"""What was told to the confidential adviser stays as it was recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = ("contact", "mediation", "referral", "handover")


class Migration(migrations.Migration):
    dependencies = [("confidences", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"confidences_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

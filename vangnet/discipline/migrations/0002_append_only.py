"""The facts of a suspension and of a removal stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = (
    "admissibility",
    "attendanceofficertold",
    "boardconsulted",
    "disputebrought",
    "disputeended",
    "inspectoratereport",
    "lawfulabsence",
    "lettersent",
    "objectiondecided",
    "objectionmade",
    "parentsnotheard",
    "removaldecided",
    "removalground",
    "schoolasked",
    "suspensiondecided",
    "suspensionground",
    "teacherheard",
)


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"discipline_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

"""The facts of a shocking event stay as they were recorded."""

from django.db import migrations

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly

FACTS = ("aftercareagreed", "aftercaregiven", "agreedfor", "professionalhelp", "shockingevent", "told")


class Migration(migrations.Migration):
    dependencies = [("crisis", "0001_initial"), ("dossiers", "0006_talk")]

    operations = [AppendOnly(f"crisis_{fact}", goes_when=FACT_OF_DESTROYED) for fact in FACTS]

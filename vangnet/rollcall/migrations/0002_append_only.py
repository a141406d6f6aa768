"""What was said in a roll-call stays as it was said until the roll-call is closed."""

from django.db import migrations

from vangnet.core.dossiers.append_only import AppendOnly

CLOSED = "EXISTS (SELECT 1 FROM rollcall_rollcall r WHERE r.id = OLD.roll_call_id AND r.closed_at IS NOT NULL)"


class Migration(migrations.Migration):
    dependencies = [("rollcall", "0001_initial"), ("dossiers", "0002_append_only")]

    operations = [AppendOnly("rollcall_word", goes_when=CLOSED), AppendOnly("rollcall_extra", goes_when=CLOSED)]

"""The sessions of 0.1.0 lie in a table that nothing uses any more, with the words of its cookies unhidden: it goes."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("access", "0010_sign_in")]

    operations = [migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop)]

"""The totals of each school year, counted once for what was recorded before."""

from collections import Counter

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone


def count(apps, schema_editor):
    incident, total = apps.get_model("incidents", "Incident"), apps.get_model("incidents", "Total")
    columns = ("school_year", "school_id", "happened_at", "category_id", "place", "severity", "injury")
    found = Counter()
    for year, school, happened_at, *values in incident.objects.values_list(*columns).iterator(chunk_size=5000):
        month = str((timezone.localtime(happened_at).month - 8) % 12)
        tables = zip(("month", "category", "place", "severity", "injury"), (month, *values))
        found.update((year, school, table, value) for table, value in tables)
    total.objects.bulk_create(
        (
            total(school_year=year, school_id=school, table=table, value=value, number=number)
            for (year, school, table, value), number in sorted(found.items())
        ),
        batch_size=2000,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0003_finding_of_one_pupil'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_year', models.CharField(max_length=9)),
                ('table', models.CharField(max_length=10)),
                ('value', models.CharField(blank=True, max_length=40)),
                ('number', models.IntegerField()),
                ('school', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('school_year', 'school', 'table', 'value'), name='one_total_for_each_value')],
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]

"""Rows by which the incidents of one pupil are found, made for what was recorded before; and indexes that hold all
that lists and figures ask.
"""

import django.db.models.deletion
from django.db import migrations, models


STANDING = """
INSERT INTO incidents_involvedpupil (incident_id, pupil_id, role, school_id, happened_at)
SELECT incident.dossier_id, subject.pupil_id, subject.role, incident.school_id, incident.happened_at
FROM dossiers_subject subject JOIN incidents_incident incident ON incident.dossier_id = subject.dossier_id
WHERE subject.pupil_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM dossiers_entry correction WHERE correction.corrects_id = subject.entry_id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0002_append_only'),
        ('incidents', '0002_append_only'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='InvolvedPupil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(max_length=30)),
                ('happened_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='incident',
            name='incidents_of_a_school',
        ),
        migrations.RemoveIndex(
            model_name='incident',
            name='incidents_of_a_year',
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(fields=['school', '-happened_at', '-dossier', 'is_closed', 'category', 'place', 'severity'], name='incidents_of_a_school'),
        ),
        migrations.AddIndex(
            model_name='incident',
            index=models.Index(fields=['school_year', 'school', 'category', 'place', 'severity', 'injury', 'happened_at'], name='incidents_of_a_year'),
        ),
        migrations.AddField(
            model_name='involvedpupil',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pupils', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='involvedpupil',
            name='pupil',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.pupil'),
        ),
        migrations.AddField(
            model_name='involvedpupil',
            name='school',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.school'),
        ),
        migrations.AddIndex(
            model_name='involvedpupil',
            index=models.Index(fields=['pupil', '-happened_at'], name='incidents_of_a_pupil'),
        ),
        migrations.AddIndex(
            model_name='involvedpupil',
            index=models.Index(fields=['school', 'pupil'], name='involved_at_a_school'),
        ),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
    ]

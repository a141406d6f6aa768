"""With whom was spoken, in any kind of dossier."""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0005_correction'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('partner', models.CharField(choices=[('child', 'The child'), ('parent', 'A parent'), ('colleague', 'A colleague')], max_length=10, verbose_name='with')),
                ('how', models.CharField(choices=[('talk', 'Talk at school'), ('phone', 'By phone'), ('message', 'Message or e-mail'), ('letter', 'Letter'), ('not_held', 'Not spoken with; the reason stands below')], max_length=10, verbose_name='how')),
                ('despite', models.CharField(blank=True, choices=[('no_custody', 'Told although this guardian has no custody'), ('no_information', 'Told although an order forbids giving information')], max_length=20, verbose_name='mind')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.entry')),
                ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian', verbose_name='spoken with')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='colleague')),
                ('pupil', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.pupil', verbose_name='child')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('entry', 'position'), name='dossiers_talk_has_one_place')],
            },
        ),
        AppendOnly("dossiers_talk", goes_when=FACT_OF_DESTROYED),
    ]

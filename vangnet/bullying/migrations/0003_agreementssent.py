"""That what was agreed went to the parents of one child."""

import django.db.models.deletion
from django.db import migrations, models

from vangnet.core.dossiers.append_only import FACT_OF_DESTROYED, AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('bullying', '0002_append_only'),
        ('dossiers', '0007_draft'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgreementsSent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('how', models.CharField(choices=[('by_hand', 'Handed over'), ('post', 'By post'), ('registered', 'By registered post'), ('email', 'By e-mail')], max_length=10, verbose_name='sent')),
                ('sent_on', models.DateField(verbose_name='sent on')),
                ('despite', models.CharField(blank=True, choices=[('no_custody', 'Told although this guardian has no custody'), ('no_information', 'Told although an order forbids giving information')], max_length=20, verbose_name='mind')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.entry')),
                ('guardian', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.guardian', verbose_name='sent to')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.pupil', verbose_name='parents of')),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('entry', 'position'), name='bullying_agreementssent_has_one_place')],
            },
        ),
        AppendOnly("bullying_agreementssent", goes_when=FACT_OF_DESTROYED),
    ]

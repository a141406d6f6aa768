import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0010_sign_in'),
    ]

    operations = [
        migrations.AddField(
            model_name='invitation',
            name='works_from',
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
    ]

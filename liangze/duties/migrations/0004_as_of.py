"""What a past day needs to be told as it stood: days on which something was not owed, handovers taken back, days of acceptance."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0003_waiting")]

    operations = [
        migrations.AddField("handover", "superseded_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("reason", models.CharField(max_length=40)),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="duties.obligation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            "count",
            models.Index(fields=("accepted_at",), name="count_accepted", condition=models.Q(accepted_at__isnull=False)),
        ),
    ]

"""Short indexes of what waits for a decision: my work asks for it on every visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_storage")]

    operations = [
        migrations.AddIndex(
            "count",
            models.Index(
                fields=("obligation",), name="count_waits",
                condition=models.Q(needs_acceptance=True, accepted_at=None, returned_at=None, withdrawn_at=None),
            ),
        ),
        migrations.AddIndex(
            "exemption",
            models.Index(fields=("obligation",), name="exemption_waits", condition=models.Q(approved=None, ended_at=None)),
        ),
    ]

"""The same step may be said again once the due day has been moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial")]

    operations = [
        migrations.AddConstraint(
            "reminder",
            models.UniqueConstraint(fields=("source", "item", "due", "step", "account"), name="reminder_of_due_day_once"),
        ),
        migrations.RemoveConstraint("reminder", "reminder_once"),
    ]

"""Totals apart from regulation and kind, and the mark that says whether they may be read."""

from django.db import migrations, models

FIELDS = [(name, models.IntegerField(default=0)) for name in ("total", "fulfilled", "late", "exempt")]


class Migration(migrations.Migration):
    dependencies = [("duties", "0004_as_of")]

    operations = [
        migrations.CreateModel(
            name="Total",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("node_id", models.BigIntegerField()),
                ("opens", models.DateField()),
                ("due", models.DateField()),
                *FIELDS,
            ],
        ),
        migrations.AddConstraint(
            model_name="total", constraint=models.UniqueConstraint(fields=("node_id", "due", "opens"), name="total_key")
        ),
        migrations.CreateModel(
            name="TotalsMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fresh", models.BooleanField(default=False)),
            ],
        ),
    ]

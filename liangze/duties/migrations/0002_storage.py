"""How the rows of obligations lie on their pages."""

from django.db import migrations

#: A tenth of each page stays free: a fulfilled obligation is then written beside its old row, and no index is touched.
ROOM = "ALTER TABLE duties_obligation SET (fillfactor = 90)"
NO_ROOM = "ALTER TABLE duties_obligation RESET (fillfactor)"


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial")]

    operations = [migrations.RunSQL(ROOM, NO_ROOM)]

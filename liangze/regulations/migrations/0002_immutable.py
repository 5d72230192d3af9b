"""Installed versions never change, in the database itself: what a version says is what was confirmed."""

from django.db import migrations

TABLES = ("regulationversion", "clause", "duty", "standingduty", "situation", "measure", "trigger")

FORWARD = """
CREATE FUNCTION regulations_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'installed versions never change: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "".join(
    f"CREATE TRIGGER {name}_fixed BEFORE UPDATE ON regulations_{name} FOR EACH ROW EXECUTE FUNCTION regulations_refuse_change();\n"
    for name in TABLES
)
BACKWARD = "".join(f"DROP TRIGGER {name}_fixed ON regulations_{name};\n" for name in TABLES) + "DROP FUNCTION regulations_refuse_change();"


class Migration(migrations.Migration):
    dependencies = (("regulations", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)

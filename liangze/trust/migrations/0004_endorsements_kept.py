"""What was signed is append-only in the database itself."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trust_refuse_endorsement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'endorsements are append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER endorsement_fixed BEFORE UPDATE OR DELETE ON trust_endorsement
  FOR EACH ROW EXECUTE FUNCTION trust_refuse_endorsement_change();
CREATE TRIGGER endorsement_kept BEFORE TRUNCATE ON trust_endorsement
  FOR EACH STATEMENT EXECUTE FUNCTION trust_refuse_endorsement_change();
"""
BACKWARD = """
DROP TRIGGER endorsement_fixed ON trust_endorsement; DROP TRIGGER endorsement_kept ON trust_endorsement;
DROP FUNCTION trust_refuse_endorsement_change();
"""


class Migration(migrations.Migration):
    dependencies = (("trust", "0003_endorsements"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)

"""The audit chain is append-only in the database itself."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trust_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit chain is append-only: % on % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_fixed BEFORE UPDATE OR DELETE ON trust_auditentry FOR EACH ROW EXECUTE FUNCTION trust_refuse_change();
CREATE TRIGGER audit_entry_kept BEFORE TRUNCATE ON trust_auditentry FOR EACH STATEMENT EXECUTE FUNCTION trust_refuse_change();
CREATE TRIGGER audit_block_fixed BEFORE UPDATE OR DELETE ON trust_auditblock FOR EACH ROW EXECUTE FUNCTION trust_refuse_change();
CREATE TRIGGER audit_block_kept BEFORE TRUNCATE ON trust_auditblock FOR EACH STATEMENT EXECUTE FUNCTION trust_refuse_change();
"""
BACKWARD = """
DROP TRIGGER audit_entry_fixed ON trust_auditentry; DROP TRIGGER audit_entry_kept ON trust_auditentry;
DROP TRIGGER audit_block_fixed ON trust_auditblock; DROP TRIGGER audit_block_kept ON trust_auditblock;
DROP FUNCTION trust_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = (("trust", "0001_initial"),)
    operations = (migrations.RunSQL(FORWARD, BACKWARD),)

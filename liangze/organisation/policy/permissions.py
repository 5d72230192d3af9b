"""Every permission of the product."""

from enum import StrEnum


class Permission(StrEnum):
    """"resource:action", in the order of the alphabet."""

    ACCOUNT_EDIT = "account:edit"
    ACCOUNT_READ = "account:read"
    AUDIT_READ = "audit:read"
    DEED_ACCEPT = "deed:accept"
    ENTRY_READ = "entry:read"
    ENTRY_RECORD = "entry:record"
    ENTRY_VOID = "entry:void"
    EXEMPTION_ASK = "exemption:ask"
    EXEMPTION_DECIDE = "exemption:decide"
    GRANT_GIVE = "grant:give"
    LEDGER_CLOSE_OUT = "ledger:close_out"
    LEDGER_READ = "ledger:read"
    OBLIGATION_PLAN = "obligation:plan"
    ORGANISATION_EDIT = "organisation:edit"
    ORGANISATION_IMPORT = "organisation:import"
    ORGANISATION_READ = "organisation:read"
    OVERVIEW_READ = "overview:read"
    REGULATION_ADOPT = "regulation:adopt"
    REGULATION_DRAFT = "regulation:draft"
    REGULATION_INSTALL = "regulation:install"
    REGULATION_READ = "regulation:read"
    SYSTEM_READ = "system:read"

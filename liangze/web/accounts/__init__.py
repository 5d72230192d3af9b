"""Pages to sign in and out, one's own account, accounts and grants."""

from liangze.web.accounts.sign_in import locked_out

__all__ = ["locked_out"]

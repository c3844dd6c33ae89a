"""What was known, and when: the case as it stood on a date."""

from zopa.ledger.as_of import Ledger, read_ledger

__all__ = ["Ledger", "read_ledger"]

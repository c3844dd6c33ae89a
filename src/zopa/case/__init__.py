"""A case: its tables, their carriers, the rule language and the checks."""

"""Does a brief keep its own rules?

An audit reads the HTML file as it was handed on and says what is wrong with it: sentences
that rest on nothing, words that claim too much, marks that are missing, anything that would
reach out to a network.  It needs neither the case nor the analysis.
"""

from zopa.report.audit.audit import Audit, Flaw, audit, audit_bytes, audit_file

__all__ = ["Audit", "Flaw", "audit", "audit_bytes", "audit_file"]

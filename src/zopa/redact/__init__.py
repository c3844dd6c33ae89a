"""Take out of a result, or of a case, what must not be shared.

Three kinds can be withheld, alone or together: ``sources``, ``voices`` and ``coders``.  What
is withheld goes from every text of the result, not only from the cells that hold it:

1. ids become pseudonyms with sequential numbers, in the order of the case; nothing of an id
   is left in them;
2. cells that name or quote are emptied, and the prose in which coders retell a statement is
   replaced by what was coded of it;
3. every other text is swept for the names, titles and ids that are withheld;
4. the result is searched once more, and refused if anything is left.

What a reader must see in any case - names of parties, headings of issues, labels of values
and goals - is never changed, even where it shares a word with something that is withheld.
"""

from zopa.redact.case import redact_case
from zopa.redact.findings import redact_findings
from zopa.redact.withheld import KINDS, Withheld, read_kinds

__all__ = ["KINDS", "Withheld", "read_kinds", "redact_case", "redact_findings"]

"""Networks of small tables, and one engine that eliminates their variables.

A *factor* is a table over a few variables; a *network* is their product.  Summing the
variables out one by one (Dechter 1999, "Bucket elimination", Artificial Intelligence 113;
Shenoy and Shafer 1990) answers questions about all outcomes at once, exactly, without
listing them, at a cost that depends on how the factors hang together and not on how many
outcomes there are.
"""

from zopa.factors.algebras import Algebra, Counting, Nearest, Possible
from zopa.factors.eliminate import eliminate
from zopa.factors.network import Factor, Network
from zopa.factors.orders import Plan, choose_order, make_plan

__all__ = [
    "Algebra",
    "Counting",
    "Factor",
    "Nearest",
    "Network",
    "Plan",
    "Possible",
    "choose_order",
    "eliminate",
    "make_plan",
]

"""zopa analyses a conflict that is being negotiated.

From sourced statements it derives positions, red lines and the space of possible outcomes,
and says which outcomes are open, each finding traceable to the rows it rests on.
The name is the literature's abbreviation for the zone of possible agreement (Raiffa, 1982).
"""

__version__ = "0.1.0"

"""The case as arrays: issues, values and parties are numbers, rules are small tables.

Axis order, everywhere: parties first, outcomes second; within a factor the issues in
ascending order.
"""

from zopa.model.build import Choices, build_model
from zopa.model.model import Condition, Line, LineGroup, Model
from zopa.model.words import GoalWords, IssueWords, Words

__all__ = [
    "Choices",
    "Condition",
    "GoalWords",
    "IssueWords",
    "Line",
    "LineGroup",
    "Model",
    "Words",
    "build_model",
]

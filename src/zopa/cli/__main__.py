"""``python -m zopa.cli``."""

from zopa.cli import main

main()

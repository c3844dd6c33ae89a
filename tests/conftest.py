"""Settings that every test shares."""

from hypothesis import settings

settings.register_profile("zopa", deadline=None)
settings.load_profile("zopa")

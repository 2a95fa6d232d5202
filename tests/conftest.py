"""Machines that run tests are busy: what a property costs is measured by benchmarks, not here."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# They hold fixtures, no examples; two of one name cannot both be collected for those.
collect_ignore_glob = ["*conftest.py"]

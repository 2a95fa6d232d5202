"""Machines that run tests are busy: what a property costs is measured by benchmarks, not here."""

import pytest
from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

# They hold fixtures, no examples; two of one name cannot both be collected for those.
collect_ignore_glob = ["*conftest.py"]


@pytest.fixture(scope="session", autouse=True)
def no_charts_of_the_user(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield

"""What happens where there is no browser."""

from __future__ import annotations

import pytest

from tests.browser import conftest


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide every browser."""
    monkeypatch.delenv("ZOPA_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "")


@pytest.mark.usefixtures("nowhere")
def test_without_a_browser_the_tests_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are left out, with what to install; where a browser is required they fail."""
    monkeypatch.delenv("CI_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="install Debian's package chromium"):
        conftest.chromium()
    monkeypatch.setenv("CI_BROWSER", "required")
    with pytest.raises(pytest.fail.Exception, match="install Debian's package chromium"):
        conftest.chromium()


@pytest.mark.usefixtures("nowhere")
def test_a_browser_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser at another place is named by a variable."""
    monkeypatch.setenv("ZOPA_CHROMIUM", "/opt/chromium")
    assert conftest.chromium() == "/opt/chromium"

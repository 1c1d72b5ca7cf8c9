"""The browser of the tests itself: each page is its own device, and no page hides an error."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browsers import OpenPage, pages_of

pytestmark = pytest.mark.browser


def test_two_pages_share_nothing(open_page: OpenPage) -> None:
    first, second = open_page(width=1080, height=1920), open_page(locale="en-GB")

    assert first.viewport_size == {"width": 1080, "height": 1920}
    assert first.context != second.context
    assert second.evaluate("navigator.language") == "en-GB"


@pytest.mark.parametrize(
    "page_text",
    [
        "<script>throw new Error('the board has no calls')</script>",
        "<script type=module>import 'lit-html'</script>",
        "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\"><script>1</script>",
    ],
)
def test_a_page_with_a_script_error_fails_its_test(browser: Browser, page_text: str) -> None:
    with pytest.raises(AssertionError, match="Pages met errors"), pages_of(browser) as open_page:
        go_and_hear(open_page(), f"data:text/html,{page_text}")


def go_and_hear(page: Page, address: str) -> None:
    """Go there, and wait until the page has said something."""
    told: list[object] = []
    page.on("pageerror", lambda error: told.append(error))
    page.on("console", lambda line: told.append(line))
    page.goto(address)
    while not told:
        page.wait_for_timeout(20)

"""The whole way in a browser: the sign-in page, the provider, and back; and when it is down."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import OpenPage
from tests.catalogues import COUNTER, SERVICE
from tests.provider import CLIENT, OLD_WAYS, SECRET, Provider
from tests.served import OFFICE, PAPER, PASSWORD, ServedHouse, serving

pytestmark = [pytest.mark.browser, OLD_WAYS]

OIDC = """
[oidc]
issuer = "{issuer}"
client_id = "{client}"
client_secret = "{secret}"
label_en = "Account of Test Province"

[oidc.roles]
"mot-cua-can-bo" = "clerk"
"mot-cua-quan-ly" = "manager"

[oidc.offices]
"Xã Thử Nghiệm" = "thu"
"""


@pytest.fixture
def served(provider: Provider, tmp_path: Path) -> Iterator[ServedHouse]:
    house = ServedHouse(tmp_path)
    oidc = OIDC.format(issuer=provider.url, client=CLIENT, secret=SECRET)
    house.lay_down(OFFICE + SERVICE + COUNTER, PAPER + oidc)
    with serving(house):
        yield house


def sign_in_as(page: Page, subject: str) -> None:
    """At the provider's own page."""
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    page.get_by_placeholder("sub").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def test_a_clerk_and_a_manager_come_in_by_the_province_and_leave_again(
    served: ServedHouse, provider: Provider, open_page: OpenPage
) -> None:
    provider.knows("lan-1")
    provider.knows("hoa-1", name="Trần Thị Hoa Mẫu", roles=["mot-cua-quan-ly"])

    page = open_page(f"{served.url}/counter", width=1366, height=768)
    page.get_by_role("link", name="Tài khoản của tỉnh").click()
    sign_in_as(page, "lan-1")
    expect(page).to_have_url(f"{served.url}/counter")
    expect(page.get_by_text("Nguyễn Thị Lan Mẫu")).to_be_visible()

    other = open_page(f"{served.url}/sign-in?lang=en", width=390, height=844)
    other.get_by_role("link", name="Account of Test Province").click()
    sign_in_as(other, "hoa-1")
    expect(other).to_have_url(re.compile(r"/manager"))

    other.set_viewport_size({"width": 1366, "height": 768})
    other.goto(f"{served.url}/manager/staff")
    lan = other.get_by_role("row", name="Nguyễn Thị Lan Mẫu")
    expect(lan.get_by_text("Account of the province")).to_be_visible()
    lan.get_by_role("link").click()
    expect(other.get_by_label("Full name")).to_be_disabled()
    expect(other.get_by_role("button", name="Lock account")).to_be_visible()
    expect(other.get_by_role("button", name=re.compile("password|^Save"))).to_have_count(0)
    other.get_by_role("button", name="Sign out").click()
    expect(other).to_have_url(re.compile(re.escape(provider.url)))
    other.goto(f"{served.url}/manager")
    expect(other).to_have_url(re.compile(r"/sign-in\?next="))


def test_while_the_provider_is_down_the_way_leads_back_to_the_password(
    served: ServedHouse, provider: Provider, open_page: OpenPage
) -> None:
    provider.fails["/.well-known/openid-configuration"] = 503
    served.employ("canbo1", "Lê Văn Mẫu")
    page = open_page(f"{served.url}/sign-in")

    page.get_by_role("link", name="Tài khoản của tỉnh").click()
    expect(page.get_by_role("heading")).to_have_text(
        "Chưa liên lạc được với hệ thống đăng nhập của tỉnh"
    )
    page.get_by_role("link", name="Đăng nhập bằng mật khẩu").click()
    page.get_by_label("Tên đăng nhập").fill("canbo1")
    page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()

    expect(page).to_have_url(re.compile(r"/counter"))

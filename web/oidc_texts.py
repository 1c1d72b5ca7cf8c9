"""Why a sign-in through the identity provider led nowhere, and what to do about it."""

from flask_babel.speaklater import LazyString

from web.i18n import lazy

Words = tuple[LazyString, LazyString]
"""What happened, and what to do."""

_ASK_PROVINCE = lazy(
    "Vui lòng báo người phụ trách tài khoản của tỉnh, kèm theo mã lỗi ở dưới. Nếu có tài khoản "
    "riêng tại đây, Ông/Bà vẫn đăng nhập được bằng mật khẩu."
)
_TRY_AGAIN = lazy("Vui lòng thử lại. Nếu vẫn không được, xin báo người quản trị kèm mã lỗi ở dưới.")

WORDS: dict[str, Words] = {
    "provider_down": (
        lazy("Chưa liên lạc được với hệ thống đăng nhập của tỉnh"),
        lazy(
            "Vui lòng thử lại sau ít phút. Ai có tài khoản riêng tại đây vẫn đăng nhập được bằng "
            "mật khẩu; các quầy đang mở vẫn làm việc bình thường."
        ),
    ),
    "provider_unusable": (
        lazy("Hệ thống đăng nhập của tỉnh trả lời không đúng như đã khai báo"),
        _ASK_PROVINCE,
    ),
    "denied": (
        lazy("Hệ thống của tỉnh không cho phép đăng nhập"),
        lazy("Ông/Bà đã từ chối, hoặc tài khoản chưa được cấp quyền dùng phần mềm này."),
    ),
    "attempt_over": (lazy("Lần đăng nhập này đã hết hạn hoặc đã dùng rồi"), _TRY_AGAIN),
    "token_refused": (lazy("Không xác nhận được câu trả lời của hệ thống của tỉnh"), _TRY_AGAIN),
    "claim_missing": (
        lazy("Tài khoản của tỉnh thiếu thông tin “%(claim)s”"),
        _ASK_PROVINCE,
    ),
    "no_role": (
        lazy("Tài khoản của tỉnh chưa có vai trò nào ở đây (thông tin “%(claim)s”)"),
        _ASK_PROVINCE,
    ),
    "unknown_office": (
        lazy("Tài khoản của tỉnh thuộc một đơn vị chưa có ở đây (thông tin “%(claim)s”)"),
        _ASK_PROVINCE,
    ),
    "locked": (
        lazy("Tài khoản này đã bị khoá tại đây"),
        lazy("Vui lòng liên hệ người quản lý của đơn vị."),
    ),
}
"""Every code of docs/oidc.md; a test holds the two lists together."""

STATUS = {"provider_down": 503, "provider_unusable": 502, "attempt_over": 400}
"""The others are 403."""


def words_of(code: str, claim: str) -> tuple[str, str]:
    """What happened, and what to do, in the reader's language."""
    what, then = WORDS[code]
    return str(what) % {"claim": claim} if claim else str(what), str(then)

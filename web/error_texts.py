"""The sentence for each stable code, in the language of the caller."""

from collections.abc import Mapping

from web.field_texts import field_sentences
from web.i18n import lazy

SENTENCES = {
    "bad_json": lazy("Nội dung gửi lên không phải là JSON hợp lệ."),
    "too_large": lazy("Nội dung gửi lên quá lớn."),
    "invalid": lazy("Một số thông tin chưa đúng, vui lòng kiểm tra lại."),
    "unauthorized": lazy("Thiết bị hoặc người dùng chưa được nhận diện. Vui lòng đăng nhập lại."),
    "forbidden": lazy("Tài khoản hoặc thiết bị này không được phép làm việc đó."),
    "must_change": lazy("Vui lòng đổi mật khẩu được cấp trước khi tiếp tục."),
    "csrf": lazy("Trang đã cũ. Vui lòng tải lại trang rồi thử lại."),
    "not_found": lazy("Không tìm thấy nội dung này."),
    "unknown_service": lazy("Không có lĩnh vực %(service)s."),
    "unknown_counter": lazy("Không có quầy số %(counter)s."),
    "unknown_ticket": lazy("Không tìm thấy phiếu này."),
    "service_closed": lazy("Hiện tại chưa đến giờ lấy số hoặc đã hết giờ!"),
    "service_paused": lazy("Lĩnh vực này đang tạm ngừng tiếp nhận."),
    "service_full": lazy("Lĩnh vực này đã phát hết %(cap)s số của ngày hôm nay."),
    "wrong_state": lazy("Phiếu %(label)s đang ở trạng thái không cho phép thao tác này."),
    "counter_taken": lazy("Quầy số %(counter)s đang do %(full_name)s phụ trách."),
    "clerk_has_counter": lazy(
        "Ông/Bà đang phụ trách quầy số %(counter)s. Vui lòng đóng quầy trước."
    ),
    "counter_busy": lazy("Quầy còn đang phục vụ số %(label)s."),
    "counter_not_open": lazy("Quầy chưa mở. Vui lòng nhận quầy trước."),
    "counter_paused": lazy("Quầy đang tạm nghỉ. Vui lòng tiếp tục trước khi gọi số."),
    "not_this_counter": lazy("Số %(label)s không thuộc quầy này."),
    "nothing_to_undo": lazy("Không có thao tác nào của quầy này trên số %(label)s để hoàn tác."),
    "undo_too_late": lazy("Chỉ hoàn tác được trong %(seconds)s giây."),
    "bring_back_too_late": lazy(
        "Số %(label)s đã quá %(grace_min)s phút kể từ khi lỡ lượt. Vui lòng lấy số mới."
    ),
    "already_rated": lazy("Lượt này đã được đánh giá. Xin cảm ơn Ông/Bà."),
    "not_served": lazy("Chỉ đánh giá được sau khi đã phục vụ xong."),
    "too_late": lazy("Đã hết thời hạn đánh giá lượt này."),
    "key_reused": lazy("Mã chống lặp này đã dùng cho một yêu cầu khác."),
    "too_many": lazy("Thao tác quá nhiều lần trong thời gian ngắn. Vui lòng chờ rồi thử lại."),
    "store_busy": lazy("Hệ thống đang bận. Vui lòng thử lại sau giây lát."),
    "disk_full": lazy(
        "Ổ đĩa của máy chủ đã đầy nên chưa phát được số mới. Vui lòng báo cán bộ; các quầy vẫn gọi số."
    ),
    "last_manager": lazy("Đây là người quản lý cuối cùng nên không thể khoá hoặc đổi vai trò."),
    "weak_password": lazy("Mật khẩu cần ít nhất 10 ký tự và không trùng tên đăng nhập."),
    "wrong_password": lazy("Tên đăng nhập hoặc mật khẩu chưa đúng."),
    "code_unknown": lazy("Không có thiết bị nào đang chờ với mã này."),
    "office_taken": lazy("Mã đơn vị “%(taken)s” đã có đơn vị khác dùng."),
    "office_loop": lazy("Đơn vị không thể trực thuộc chính mình hoặc đơn vị cấp dưới của mình."),
    "office_too_deep": lazy("Cây đơn vị chỉ có tối đa %(most)s cấp dưới đơn vị đứng đầu."),
    "kind_too_wide": lazy(
        "Đơn vị chỉ trực thuộc đơn vị cùng cấp hoặc cấp rộng hơn: bộ, ngành; rồi tỉnh, thành phố; rồi"
        " trung tâm, chi nhánh, xã, phường; rồi điểm tiếp nhận."
    ),
    "kind_needs_counters": lazy(
        "Chỉ bộ, ngành và tỉnh, thành phố mới không cần lĩnh vực và quầy. Vui lòng thêm lĩnh vực và"
        " quầy cho đơn vị trước khi đổi loại."
    ),
    "name_taken": lazy("Tên này đã có người dùng."),
    "in_use": lazy("Mục này đang được sử dụng nên chưa thể bỏ."),
    "printer_unknown": lazy("Không có máy in tên “%(printer)s” trong cấu hình."),
    "paperless": lazy("Máy này phát số không in phiếu. Vui lòng chọn một máy in."),
    "token_unknown": lazy("Không đơn vị nào có mã kết nối này. Vui lòng xin tỉnh cấp mã mới."),
    "token_revoked": lazy("Mã kết nối của đơn vị đã bị thu hồi. Vui lòng xin tỉnh cấp mã mới."),
    "batch_broken": lazy(
        "Dữ liệu gửi lên bị đứt đoạn hoặc sai lệch nên chưa nhận; đơn vị sẽ gửi lại."
    ),
    "newer_format": lazy(
        "Chương trình ở đơn vị mới hơn ở tỉnh. Vui lòng nâng cấp máy chủ của tỉnh."
    ),
    "clock_ahead": lazy("Đồng hồ của đơn vị chạy trước quá nhiều. Vui lòng chỉnh lại giờ."),
    "foreign_rows": lazy("Dữ liệu này là của đơn vị khác nên không nhận."),
    "epoch_old": lazy(
        "Đơn vị đã chuyển sang máy khác. Vui lòng tắt máy này, hoặc khôi phục từ bản sao lưu."
    ),
    "version_gap": lazy("Thiếu một phần dữ liệu ở giữa; đơn vị sẽ gửi lại từ chỗ thiếu."),
    "batch_conflict": lazy("Dữ liệu gửi lên mâu thuẫn với dữ liệu đã có nên chưa nhận."),
    "office_works_here": lazy(
        "Đơn vị đã làm việc trên máy chủ này nên không nhận dữ liệu từ máy khác."
    ),
    "office_fed": lazy("Đơn vị làm việc trên máy riêng, nên không thao tác được ở đây."),
    "directive_unknown": lazy("Chương trình ở đơn vị chưa biết loại chỉ đạo này."),
    "internal": lazy("Có lỗi ngoài dự kiến. Lỗi đã được ghi lại, vui lòng thử lại."),
}
"""Every code of docs/protocol.md; a test holds the two lists together."""


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """What a person reads. A fact that is missing leaves the general sentence."""
    text = str(SENTENCES.get(code, SENTENCES["internal"]))
    try:
        return text % facts
    except (KeyError, TypeError):
        return str(SENTENCES["invalid"])


def refusal(code: str | None, facts: Mapping[str, object]) -> str | None:
    """What a person reads of a refusal that was kept, with what is wrong at each place; None for none."""
    if code is None:
        return None
    fields = facts.get("fields")
    told = field_sentences(fields) if isinstance(fields, Mapping) else {}
    return " ".join([sentence(code, facts), *(f"{name}: {text}" for name, text in told.items())])

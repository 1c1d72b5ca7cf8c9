"""The sentence for each thing that can be wrong with a field, in the language of the caller."""

from collections.abc import Mapping

from web.i18n import lazy

SENTENCES = {
    "required": lazy("Cần điền mục này."),
    "text": lazy("Cần là chữ."),
    "too_long": lazy("Quá dài."),
    "choice": lazy("Không có lựa chọn này."),
    "number": lazy("Cần là số nguyên."),
    "range": lazy("Ngoài phạm vi cho phép."),
    "flag": lazy("Cần là có hoặc không."),
    "list": lazy("Cần là một danh sách."),
    "table": lazy("Cần là một nhóm mục có tên."),
    "names": lazy("Cần là chữ theo từng ngôn ngữ."),
    "no_vietnamese": lazy("Cần có nội dung tiếng Việt."),
    "unknown_key": lazy("Không có mục nào tên như vậy."),
    "not_day": lazy("Cần là một ngày, như 2027-02-17."),
    "bad_code": lazy("Có ký tự không dùng được ở đây."),
    "bad_toml": lazy("Không đọc được tệp này: sai cú pháp TOML."),
    "bad_timezone": lazy("Không có múi giờ này; ví dụ đúng: Asia/Ho_Chi_Minh."),
    "bad_days": lazy("Cần là các ngày trong tuần."),
    "bad_time": lazy("Cần là giờ, như 07:30."),
    "ends_before_start": lazy("Giờ kết thúc phải sau giờ bắt đầu."),
    "overlap": lazy("Hai khoảng giờ của cùng một ngày chồng lên nhau."),
    "no_hours": lazy("Chưa có giờ nào; bỏ trống mục này nếu luôn mở."),
    "twice": lazy("Bị lặp lại."),
    "no_counter": lazy("Chưa có quầy nào phục vụ lĩnh vực này."),
    "unknown_service": lazy("Không có lĩnh vực này."),
    "unknown_counter": lazy("Không có quầy này."),
    "taken": lazy("Đã có mục khác dùng."),
    "fixed": lazy("Không đổi được mục này."),
    "of_provider": lazy("Tài khoản của tỉnh: mục này chỉ đổi được ở hệ thống của tỉnh."),
    "sign_in_name": lazy(
        "Tên đăng nhập gồm 2 đến 40 chữ thường không dấu, chữ số, dấu chấm hoặc gạch ngang."
    ),
}
"""Every code that InvalidError's `fields` may carry; a test holds it beside operations/fields.py."""


def field_sentences(fields: Mapping[str, str]) -> dict[str, str]:
    """What a person reads beside each field; a code without a sentence is told as it is."""
    return {name: str(SENTENCES.get(code, code)) for name, code in fields.items()}

"""The columns of the list of visits, and the words for the codes in it."""

from collections.abc import Collection

from operations.report_tables import WIDEST, Column, Kind, Translate

VISIT_WORDS = {
    "waiting": "Đang chờ",
    "called": "Đã gọi",
    "serving": "Đang phục vụ",
    "parked": "Tạm dừng",
    "served": "Đã phục vụ",
    "missed": "Vắng mặt",
    "cancelled": "Đã hủy",
    "expired": "Hết ngày",
    "returning": "Quay lại",
    "priority": "Ưu tiên",
    "appointment": "Đặt hẹn",
    "normal": "Thường",
    "kiosk": "Máy lấy số",
    "phone": "Điện thoại",
    "clerk": "Cán bộ",
    "booking": "Đặt lịch trước",
}
"""States, classes and channels of tickets; the codes of the three do not meet."""


def visit_columns(translate: Translate, *, offices: Collection[str] = ()) -> list[Column]:
    """Each with its meaning; durations are whole seconds, for calculating. Where the list has
    several `offices`, by their names, each row begins with its own.
    """
    _ = translate
    seconds = Kind.COUNT
    width = min(max([26, *map(len, offices)]) + 2, WIDEST)
    office = Column("office", _("Đơn vị"), _("Đơn vị nơi lấy số."), Kind.TEXT, width)
    return [
        *([office] if len(offices) > 1 else []),
        Column("day", _("Ngày"), _("Ngày lấy số, theo giờ của đơn vị nơi lấy số."), Kind.DAY, 12),
        Column("label", _("Số thứ tự"), _("Số trên phiếu."), Kind.TEXT, 11),
        Column("service", _("Lĩnh vực giải quyết"), _("Lĩnh vực của lượt khi kết thúc."), Kind.TEXT, 30),
        Column("counter", _("Quầy"), _("Quầy giữ lượt sau cùng."), Kind.COUNT, 8),
        Column("staff", _("Cán bộ"), _("Cán bộ hoàn thành lượt, hoặc giữ lượt sau cùng."), Kind.TEXT, 24),
        Column("channel", _("Nơi lấy số"), _("Máy lấy số, điện thoại, cán bộ hoặc đặt lịch trước."), Kind.TEXT, 14),
        Column("class", _("Diện"), _("Thường, ưu tiên, đặt hẹn, hoặc quay lại sau khi vắng mặt."), Kind.TEXT, 12),
        Column("language", _("Ngôn ngữ"), _("Ngôn ngữ chọn khi lấy số."), Kind.TEXT, 10),
        Column("issued_at", _("Lấy số lúc"), _("Thời điểm lấy số."), Kind.INSTANT, 19),
        Column("called_at", _("Gọi lúc"), _("Thời điểm gọi sau cùng."), Kind.INSTANT, 19),
        Column("started_at", _("Bắt đầu lúc"), _("Thời điểm bắt đầu phục vụ sau cùng."), Kind.INSTANT, 19),
        Column("finished_at", _("Kết thúc lúc"), _("Thời điểm hoàn thành hoặc hủy."), Kind.INSTANT, 19),
        Column("waited_s", _("Chờ (giây)"), _("Tổng thời gian chờ đến khi được gọi."), seconds, 11),
        Column("walked_s", _("Đến quầy (giây)"), _("Từ lúc được gọi đến lúc bắt đầu."), seconds, 11),
        Column("service_s", _("Phục vụ (giây)"), _("Tổng thời gian phục vụ, trừ thời gian tạm dừng."), seconds, 11),
        Column("parked_s", _("Tạm dừng (giây)"), _("Tổng thời gian tạm dừng để công dân bổ sung giấy tờ."), seconds, 11),
        Column("calls", _("Số lần gọi"), _("Số lần gọi ở lượt gọi sau cùng."), Kind.COUNT, 9),
        Column("state", _("Trạng thái"), _("Trạng thái khi lập danh sách."), Kind.TEXT, 14),
        Column("level", _("Mức độ đã chọn"), _("Mức độ công dân đã chọn; trống nếu không đánh giá."), Kind.TEXT, 18),
    ]  # fmt: skip

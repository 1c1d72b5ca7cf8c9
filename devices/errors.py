"""What a printer or a voice cannot do: a stable code for programs, a sentence for people.

Sentences are Vietnamese source texts; whoever shows one translates it.
"""

from typing import ClassVar


class DeviceError(Exception):
    """A device cannot do it. The message is a technical detail for the log."""

    code: ClassVar[str] = "device_error"
    sentence: ClassVar[str] = "Thiết bị gặp lỗi. Xin báo người phụ trách kỹ thuật."


class PrinterError(DeviceError):
    """The ticket is not on paper."""

    code = "printer_error"
    sentence = "Máy in gặp lỗi. Xin tắt rồi bật lại máy in."


class UnreachableError(PrinterError):
    """Nobody at the address, the port, the path, or under the USB numbers."""

    code = "printer_unreachable"
    sentence = "Không kết nối được với máy in. Xin kiểm tra nguồn điện và dây cáp của máy in."


class SlowPrinterError(PrinterError):
    """The printer did not take the whole ticket before the deadline."""

    code = "printer_timeout"
    sentence = "Máy in không nhận hết phiếu trong thời gian cho phép. Xin tắt rồi bật lại máy in."


class ConnectionLostError(PrinterError):
    """The printer closed the connection, or the cable was pulled."""

    code = "connection_lost"
    sentence = "Mất kết nối với máy in khi đang in. Xin xem phiếu đã ra chưa trước khi in lại."


class PaperOutError(PrinterError):
    """The paper sensor sees no paper."""

    code = "paper_out"
    sentence = "Máy in hết giấy. Xin thay cuộn giấy rồi in lại phiếu."


class CoverOpenError(PrinterError):
    """The lid is open."""

    code = "cover_open"
    sentence = "Nắp máy in đang mở. Xin đóng nắp rồi in lại phiếu."


class OfflineError(PrinterError):
    """The printer answers, but says that it does not print: cutter jam, overheating, pause."""

    code = "printer_offline"
    sentence = "Máy in báo lỗi và không in. Xin xem đèn báo: kẹt dao cắt, kẹt giấy hoặc quá nóng."


class BusyPrinterError(PrinterError):
    """Another ticket held the printer until the deadline."""

    code = "printer_busy"
    sentence = "Máy in đang in phiếu khác. Xin in lại sau ít giây."


class NotWritableError(PrinterError):
    """The folder or device of a `file` printer cannot be written."""

    code = "not_writable"
    sentence = "Không ghi được phiếu ra thư mục hoặc cổng máy in. Xin kiểm tra quyền ghi và ổ đĩa."


class NoAnswerError(PrinterError):
    """All bytes were taken, and nothing came back: it may have printed or not."""

    code = "no_answer"
    sentence = "Máy in không trả lời là đã in. Xin xem phiếu đã ra chưa trước khi in lại."


class VoiceError(DeviceError):
    """A clip cannot be made."""

    code = "voice_unavailable"
    sentence = "Không tạo được giọng đọc trên máy này. Xin xem tài liệu docs/giong-noi.md."


PAPER_NEAR_END = "paper_near_end"
SENTENCES: dict[str, str] = {
    kind.code: kind.sentence
    for kind in (
        PrinterError,
        UnreachableError,
        SlowPrinterError,
        ConnectionLostError,
        PaperOutError,
        CoverOpenError,
        OfflineError,
        BusyPrinterError,
        NotWritableError,
        NoAnswerError,
        VoiceError,
    )
} | {PAPER_NEAR_END: "Máy in sắp hết giấy. Xin chuẩn bị cuộn giấy mới."}
"""Every code that an Outcome or a Health may carry, with its Vietnamese sentence."""

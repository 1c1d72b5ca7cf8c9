"""The slip that shows whether a printer prints well."""

from datetime import datetime

from devices.slip import Names, Slip, Translate, name_in, office_lines

SAMPLE_LETTERS = (
    "ĂẮẰẲẴẶ ÂẤẦẨẪẬ ĐÊẾỀỂỄỆ ÔỐỒỔỖỘ ƠỚỜỞỠỢ ƯỨỪỬỮỰ ăắằẳẵặ âấầẩẫậ đêếềểễệ ôốồổỗộ ơớờởỡợ ưứừửữự"
)
"""The letters that printers without our pictures turn into question marks."""


def trial_slip(
    printer: str, office_name: Names, issued: datetime, language: str, translate: Translate
) -> Slip:
    """Nobody's ticket: the printer's name, the hard letters, and what a good print looks like."""
    return Slip(
        language=language,
        office=office_lines(name_in(office_name, language)),
        slogan="",
        heading=translate("PHIẾU IN THỬ"),
        label=translate("IN THỬ"),
        service=translate("Máy in: %(name)s") % {"name": printer},
        counters="",
        class_line="",
        class_reason="",
        class_proof="",
        ahead=SAMPLE_LETTERS,
        estimate="",
        please_wait=translate(
            "Máy in hoạt động tốt nếu đọc rõ mọi chữ, nét kẻ liền và phiếu được cắt."
        ),
        issued=issued.strftime("%d/%m/%Y %H:%M"),
        validity="",
        hotline="",
        qr_url=None,
        qr_caption="",
        copy_mark="",
    )

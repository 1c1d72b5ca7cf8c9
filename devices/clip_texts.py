"""What each voice clip says, by language and name."""

VI_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
VI_LETTERS = {
    "A": "a",
    "B": "bê",
    "C": "xê",
    "D": "dê",
    "E": "e",
    "F": "ép-phờ",
    "G": "gờ",
    "H": "hát",
    "I": "i ngắn",
    "J": "di",
    "K": "ca",
    "L": "lờ",
    "M": "mờ",
    "N": "nờ",
    "O": "o",
    "P": "pê",
    "Q": "quy",
    "R": "rờ",
    "S": "ét-sì",
    "T": "tê",
    "U": "u",
    "V": "vê",
    "W": "vê kép",
    "X": "ích-xì",
    "Y": "i dài",
    "Z": "dét",
}
"""Names of letters as they are called in halls, chosen so that no two sound alike.

D is `dê`, since `đê` is the letter Đ; so G is `gờ`, as `giê` sounds like `dê` in the north.
"""
VI_UNIT_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}

# fmt: off
EN_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)
# fmt: on
EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WHOLE_UP_TO = 60
"""Counters up to here are one clip each; above, tens and unit are two clips."""
COUNTER_NUMBERS = (*range(10, WHOLE_UP_TO + 1), 70, 80, 90)


def vietnamese_number(number: int) -> str:
    """1 to 99 in words: 15 mười lăm, 21 hai mươi mốt, 24 hai mươi tư, 25 hai mươi lăm."""
    tens, unit = divmod(number, 10)
    if tens == 0:
        return VI_DIGITS[unit]
    if tens == 1:
        return f"mười {'lăm' if unit == 5 else VI_DIGITS[unit]}" if unit else "mười"
    if unit == 0:
        return f"{VI_DIGITS[tens]} mươi"
    return f"{VI_DIGITS[tens]} mươi {VI_UNIT_AFTER_TENS.get(unit, VI_DIGITS[unit])}"


def english_number(number: int) -> str:
    """1 to 99 in words."""
    tens, unit = divmod(number, 10)
    if number < 20:
        return EN_ONES[number]
    return f"{EN_TENS[tens]} {EN_ONES[unit]}" if unit else EN_TENS[tens]


CLIP_TEXTS: dict[str, dict[str, str]] = {
    "vi": {
        "moi": "Xin mời công dân có số thứ tự",
        "nhac-lai": "Xin nhắc lại,",
        "den-quay": "đến quầy số",
        "so-thu-tu": "Số thứ tự",
        "da-goi": "đã được gọi nhưng vắng mặt. Mời Ông Bà liên hệ quầy hướng dẫn.",
        **VI_LETTERS,
        **{str(digit): word for digit, word in enumerate(VI_DIGITS)},
        "1-mot": "mốt",
        "4-tu": "tư",
        "5-lam": "lăm",
        **{str(number): vietnamese_number(number) for number in COUNTER_NUMBERS},
    },
    "en": {
        "moi": "Ticket number",
        "nhac-lai": "Once again,",
        "den-quay": "please come to counter",
        "so-thu-tu": "Ticket number",
        "da-goi": "was called, but nobody came. Please ask at the information desk.",
        **{letter: letter for letter in VI_LETTERS},
        **{str(digit): word for digit, word in enumerate(EN_ONES[:10])},
        **{str(number): english_number(number) for number in COUNTER_NUMBERS},
    },
}
"""The chime is not here: it is sounded, not spoken.

A missed number tells no count of calls: a clerk may give up after the first call, and
`queue.calls_before_no_show` goes to ten.
"""

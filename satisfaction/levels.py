"""The five levels and the reasons: stable codes with the words that people choose."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

Names = Mapping[str, str]
"""A text in each language, by language code."""


class Level(IntEnum):
    """How satisfied somebody was, from 1 to 5, as it is stored."""

    VERY_DISSATISFIED = 1
    DISSATISFIED = 2
    NEUTRAL = 3
    SATISFIED = 4
    VERY_SATISFIED = 5


LEVEL_NAMES: Mapping[Level, Names] = {
    Level.VERY_SATISFIED: {"vi": "Rất hài lòng", "en": "Very satisfied"},
    Level.SATISFIED: {"vi": "Hài lòng", "en": "Satisfied"},
    Level.NEUTRAL: {"vi": "Bình thường", "en": "Neutral"},
    Level.DISSATISFIED: {"vi": "Không hài lòng", "en": "Dissatisfied"},
    Level.VERY_DISSATISFIED: {"vi": "Rất không hài lòng", "en": "Very dissatisfied"},
}
"""The best first, as forms and reports show them."""

ASK_REASONS_UP_TO = Level.NEUTRAL
"""Reasons are asked at this level and below; a better one has none."""

COMMENT_MAX = 500
"""The longest comment that is kept, in characters."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was not satisfied; several may be chosen."""

    code: str
    names: Names


REASONS = (
    Reason("long_wait", {"vi": "Chờ đợi quá lâu", "en": "Waited too long"}),
    Reason("result_late", {"vi": "Trễ hẹn", "en": "Result later than promised"}),
    Reason("unclear_procedure", {"vi": "Quy trình chưa rõ ràng", "en": "Unclear procedure"}),
    Reason("unclear_words", {"vi": "Giải thích khó hiểu", "en": "Explanation hard to follow"}),
    Reason("unfriendly", {"vi": "Thiếu thân thiện", "en": "Not friendly"}),
    Reason("impolite", {"vi": "Thiếu lịch sự", "en": "Not polite"}),
    Reason("many_trips", {"vi": "Phải đi lại nhiều lần", "en": "Had to come several times"}),
    Reason(
        "extra_papers",
        {"vi": "Yêu cầu thêm giấy tờ ngoài quy định", "en": "Papers asked for beyond the rules"},
    ),
    Reason(
        "extra_money",
        {"vi": "Gợi ý, thu thêm tiền ngoài quy định", "en": "Money asked for beyond the rules"},
    ),
    Reason("nobody_there", {"vi": "Không có người ở quầy", "en": "Nobody at the counter"}),
    Reason(
        "machine_failed", {"vi": "Máy móc, phần mềm bị lỗi", "en": "Machine or software failed"}
    ),
    Reason(
        "uncomfortable",
        {"vi": "Nơi ngồi chờ không thoải mái", "en": "Uncomfortable place to wait"},
    ),
    Reason("other", {"vi": "Lý do khác", "en": "Another reason"}),
)
"""In the order in which they are offered. A code is stored and never changes."""

REASON_CODES = frozenset(reason.code for reason in REASONS)


def is_satisfied(level: int, *, neutral_is_satisfied: bool = False) -> bool:
    """Whether this level counts as satisfied; "Bình thường" only where the office says so."""
    return level >= (Level.NEUTRAL if neutral_is_satisfied else Level.SATISFIED)

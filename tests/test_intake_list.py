"""What the province tells of the offices that report: when, with which program, and what was refused."""

import pytest

from operations.intake_errors import IntakeError
from operations.intake_offices import list_intakes
from store.schema_steps import newest_step
from tests.feeding import Pair, changed


def test_the_province_lists_who_reports_and_who_was_refused(pair: Pair) -> None:
    pair.report_all()
    pair.clock.forward(hours=1)
    with pytest.raises(IntakeError):
        pair.arrives(b"nothing")

    with pair.province.reading() as reading:
        (told,) = list_intakes(reading.sql)
    assert told["code"] == "thu"
    assert told["has_token"]
    assert told["heard_at"] == "2026-11-23T01:00:00.000Z"
    assert (told["refusal"], told["refused_at"]) == ("batch_broken", "2026-11-23T02:00:00.000Z")


@pytest.mark.parametrize(
    ("program", "age"),
    [(newest_step(), "same"), ("001_house", "older"), ("999_to_come", "newer")],
)
def test_the_province_tells_an_older_program_from_its_own(
    pair: Pair, program: str, age: str
) -> None:
    pair.arrives(changed(pair.next_bytes(), lambda head: head.update(program=program)))

    with pair.province.reading() as reading:
        (told,) = list_intakes(reading.sql)
    assert (told["program"], told["program_age"]) == (program, age)


def test_whose_newer_report_is_refused_has_a_newer_program(pair: Pair) -> None:
    pair.report_all()
    with pytest.raises(IntakeError):
        pair.arrives(changed(pair.next_bytes(), lambda head: head.update(format=2)))

    with pair.province.reading() as reading:
        (told,) = list_intakes(reading.sql)
    assert told["program_age"] == "newer"

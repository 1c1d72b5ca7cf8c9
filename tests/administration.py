"""What a manager keeps, done and refused inside a hall."""

from typing import Any

import pytest

from operations.errors import InvalidError
from tests.hall import Hall

BIRTH = {"service": "A", "code": "HT01", "names": {"vi": "Đăng ký khai sinh"}}


def do(hall: Hall, act: Any, *arguments: Any) -> Any:
    """The act in a change of its own."""
    with hall.change() as change:
        return act(change, *arguments)


def refused_fields(hall: Hall, act: Any, *arguments: Any) -> object:
    """What is wrong, by field."""
    with pytest.raises(InvalidError) as refused:
        do(hall, act, *arguments)
    return refused.value.facts["fields"]

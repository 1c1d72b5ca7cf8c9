"""Lists that a query takes as one parameter: `o.id in (select value from json_each(:offices))`."""

import json
from collections.abc import Iterable


def listed(values: Iterable[str]) -> str:
    """The values as such a query takes them, on either engine."""
    return json.dumps([*values])

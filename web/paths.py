"""Where a browser may be sent: to a page of this house, never to another site."""

import re

PATH = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f]*")
"""Browsers read `//` and `/\\` as another site, and overlook tabs and line ends between them."""


def path_of_this_house(wanted: str) -> str:
    """The wanted path, or nothing when it would lead elsewhere."""
    return wanted if PATH.fullmatch(wanted) else ""

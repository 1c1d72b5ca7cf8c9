"""Where a stand-alone office reports to."""

from dataclasses import dataclass
from typing import Annotated

from config.typed import Key
from config.values import check_token, check_upstream_url


@dataclass(frozen=True, slots=True)
class UpstreamSettings:
    """The province that a stand-alone office reports to."""

    url: Annotated[
        str,
        Key(
            "The province's server, such as `https://so.example.gov.vn`; empty for an office that"
            " reports to nobody.",
            check=check_upstream_url,
        ),
    ] = ""
    token: Annotated[
        str,
        Key(
            "The office's token, which `server.py office token` prints once at the province; better"
            " given as `MOISO_UPSTREAM_TOKEN`.",
            check=check_token,
        ),
    ] = ""
    every_s: Annotated[
        int,
        Key("How often the office reports when all is sent, in seconds.", 1, 3600),
    ] = 15
    timeout_s: Annotated[
        int,
        Key(
            "How long the province may take for one answer, in seconds; a large report takes it some.",
            1,
            600,
        ),
    ] = 60

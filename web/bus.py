"""The bus between processes: which office changed, told through Redis and never waited for."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import structlog
from prometheus_client import Gauge
from redis import Redis
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.exceptions import RedisError
from redis.retry import Retry
from tenacity import Retrying, retry_if_exception_type, wait_exponential_jitter

from store.ids import new_id

log = structlog.get_logger()

CHANNEL = "moiso:live"

CUT = Gauge("moiso_bus_cut", "1 while this process does not hear the others through Redis")

BEAT_S = 1.0
"""Each process says this often that it is there; what it hears of itself proves the whole way."""

SILENT_S = 4.0
"""A line on which nothing is heard for so long, not even the own beats, is cut."""

PATIENCE_S = 2.0
"""How long Redis may take to answer."""

LONGEST_PAUSE_S = 2.0
"""Between two tries to reach Redis again."""

PRINTS_KEPT = 200
"""Steps of print jobs that wait for Redis; kiosks ask for older ones themselves."""

PrintView = Mapping[str, Any]


@dataclass(slots=True)
class Bus:
    """Tells the other processes which office changed here, and hears what changed there.

    `hear(office, print_view)` takes what another process told; `again()` is called when this one
    was cut off and is heard again, since it may have missed anything. Who publishes never waits
    for Redis: what is to be told is kept here, each office once, until Redis is reached.
    """

    url: str
    hear: Callable[[str, PrintView | None], None]
    again: Callable[[], None]
    spawn: Callable[..., Any]
    sleep: Callable[[float], None]
    is_cut: bool = True
    _me: str = field(default_factory=new_id)
    _offices: dict[str, None] = field(default_factory=dict)
    _prints: deque[tuple[str, PrintView]] = field(default_factory=lambda: deque(maxlen=PRINTS_KEPT))
    _rung: Event = field(default_factory=Event)
    _is_closed: bool = False
    _is_told: bool = False

    def start(self) -> None:
        """Hear and tell from now on, in the background."""
        CUT.set(1)
        self.spawn(self._keep_hearing)
        self.spawn(self._keep_telling)

    def close(self) -> None:
        """Hear and tell nothing more, soon."""
        self._is_closed = True
        self._rung.set()

    def publish(self, office: str, print_view: PrintView | None) -> None:
        """Let the others know soon; returns at once, whatever state Redis is in."""
        self._offices[office] = None
        if print_view is not None:
            self._prints.append((office, print_view))
        self._rung.set()

    # ---- telling

    def _keep_telling(self) -> None:
        with self._redis() as redis:
            while not self._is_closed:
                self._rung.wait(BEAT_S)
                self._rung.clear()
                try:
                    self._tell_all(redis)
                except RedisError as error:
                    self._lost(error)
                    self.sleep(BEAT_S)

    def _tell_all(self, redis: "Redis") -> None:
        """Tell all that waits, or that this process is there; what is not told stays for later."""
        prints, offices = list(self._prints), list(self._offices)
        messages = [{"office": office, "print": print_view} for office, print_view in prints]
        messages += [{"office": office} for office in offices]
        line = redis.pipeline(transaction=False)
        for message in messages or [{}]:
            line.publish(CHANNEL, json.dumps({"from": self._me, **message}))
        # Taken out before it is told: what changes meanwhile is told once more.
        self._prints.clear()
        self._offices.clear()
        try:
            line.execute()
        except RedisError:
            self._prints.extendleft(reversed(prints))
            self._offices.update(dict.fromkeys(offices))
            raise

    # ---- hearing

    def _keep_hearing(self) -> None:
        with self._redis() as redis:
            while not self._is_closed:
                for attempt in self._tries():
                    with attempt:
                        self._hear_until_cut(redis)

    def _tries(self) -> Retrying:
        """Until it works, after pauses that grow and differ between processes."""
        return Retrying(
            retry=retry_if_exception_type(RedisError),
            wait=wait_exponential_jitter(multiplier=0.1, max=LONGEST_PAUSE_S, jitter=0.3),
            sleep=self.sleep,
        )

    def _hear_until_cut(self, redis: "Redis") -> None:
        """Take what comes. Raises RedisError only when nothing was heard: a line that worked is
        tried again at once.
        """
        heard = 0
        with redis.pubsub() as line:  # type: ignore[no-untyped-call]  # as the library has it
            try:
                line.subscribe(CHANNEL)
                while not self._is_closed and (message := _next(line)) is not None:
                    self._take(message)
                    heard += 1
            except RedisError as error:
                self._lost(error)
                if not (heard or self._is_closed):
                    raise
            else:
                self._lost("silent")

    def _take(self, message: Mapping[str, Any]) -> None:
        if message["type"] != "message":
            return
        try:
            told = json.loads(message["data"])
            if told["from"] == self._me:
                self._found()
            elif "office" in told:
                self.hear(str(told["office"]), told.get("print"))
        except (ValueError, TypeError, KeyError) as error:
            log.error("bus_message_unreadable", error=repr(error))

    # ---- how it is

    def _lost(self, why: object) -> None:
        """Told once, not at every try."""
        self.is_cut = True
        CUT.set(1)
        if not (self._is_told or self._is_closed):
            log.error("bus_lost", error=str(why))
            self._is_told = True

    def _found(self) -> None:
        if not self.is_cut:
            return
        if self._is_told:
            log.warning("bus_back")
        self._is_told = self.is_cut = False
        CUT.set(0)
        self.again()

    def _redis(self) -> "Redis":
        return _redis_at(self.url)


def why_silent(url: str) -> str | None:
    """What is wrong with the Redis at an address; None when it answers."""
    try:
        with _redis_at(url) as redis:
            redis.ping()
    except RedisError as error:
        return str(error)
    return None


def _redis_at(url: str) -> "Redis":
    return Redis.from_url(
        url,
        socket_timeout=PATIENCE_S,
        socket_connect_timeout=PATIENCE_S,
        retry=Retry(NoBackoff(), 0),
    )


def _next(line: "PubSub") -> Mapping[str, Any] | None:
    message: Mapping[str, Any] | None = line.get_message(timeout=SILENT_S)
    return message

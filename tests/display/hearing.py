"""What the hall's screen lets be seen and heard, told to tests."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.browsers import OpenPage
from tests.display.house import Zone

TV = {"width": 1920, "height": 1080}

Show = Callable[..., Page]

HEAR = """
window.heard = [];
const addresses = new WeakMap();
const fetchAsItIs = window.fetch;
window.fetch = async (...asked) => {
  const answer = await fetchAsItIs(...asked);
  const read = answer.arrayBuffer.bind(answer);
  answer.arrayBuffer = async () => {
    const bytes = await read();
    addresses.set(bytes, String(asked[0]));
    return bytes;
  };
  return answer;
};
const decode = BaseAudioContext.prototype.decodeAudioData;
BaseAudioContext.prototype.decodeAudioData = async function (bytes) {
  const address = addresses.get(bytes);
  const buffer = await decode.call(this, bytes);
  addresses.set(buffer, address);
  return buffer;
};
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (at) {
  const clip = (addresses.get(this.buffer) ?? 'made here').replace('/voice/', '');
  const entry = { clip, from: at, to: at + this.buffer.duration, ended: null };
  window.heard.push(entry);
  this.addEventListener('ended', () => { entry.ended = this.context.currentTime; });
  return start.call(this, at);
};
"""
"""Writes down each clip that the page plays: its address, its times, and when it truly ended."""


@dataclass(frozen=True)
class Heard:
    """One clip as the loudspeaker had it, in seconds of the page's audio clock."""

    clip: str
    start_s: float
    end_s: float
    ended_s: float | None


def open_display(open_page: OpenPage, zone: Zone, **flags: Any) -> Page:
    """The screen of a zone, paired, in a hall with a television of this size."""
    page = open_page(**{**TV, **flags})
    page.add_init_script(HEAR + f"localStorage.setItem('moiso.token.display', '{zone.display}');")
    page.goto(f"{zone.house.url}/display")
    page.wait_for_selector(".board-foot")
    return page


def clips_heard(page: Page) -> list[Heard]:
    """What the page played so far."""
    told = page.evaluate("window.heard")
    return [Heard(e["clip"], e["from"], e["to"], e["ended"]) for e in told]


def wait_until_heard(page: Page, count: int, *, within_s: float = 60) -> list[Heard]:
    """The clips, once so many of them were played to their end."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        heard = clips_heard(page)
        if len(heard) >= count and heard[count - 1].ended_s is not None:
            return heard
        page.wait_for_timeout(50)
    raise AssertionError(f"Only heard {clips_heard(page)}")


def names(heard: list[Heard]) -> list[str]:
    """Which clips they were: "vi/chime"."""
    return [entry.clip for entry in heard]


def said(label: str, counter: int, language: str = "vi") -> list[str]:
    """The clips after the chime of a first call, for labels and counters read sign by sign."""
    words = ["moi", *label, "den-quay", str(counter)]
    return [f"{language}/{word}" for word in words]

"""What axe-core says against a page, in lines that a person can read."""

from playwright.sync_api import Page, expect

from tests.served import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"

RUN = """
async (strict) => {
  const ending = document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(ending.map((one) => one.finished));
  return axe.run({
    resultTypes: ["violations"],
    rules: { "color-contrast-enhanced": { enabled: strict } },
  });
}
"""
"""Colours are judged when they have come to rest."""


def violations(page: Page, *, strict: bool = False) -> list[str]:
    """A line for each fault; `strict` asks for 7 : 1, as a kiosk and the hall's screen promise."""
    expect(page.locator("main[aria-busy=true]")).to_have_count(0)  # what is read again pales
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(RUN, strict)["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

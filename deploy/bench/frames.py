"""Opens a page in Chromium and prints the times to show, pan and zoom it as JSON, in milliseconds.

A standalone program for a Python with the package playwright.
"""
import json
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# Sends one wheel event per frame, as a hand would, and measures the time from each frame to the next.
GESTURE = """
([kind, frames]) => new Promise(done => {
  const place = document.querySelector('.plot') || document.body
  const box = place.getBoundingClientRect()
  const deltas = []
  let before = 0, count = 0
  const step = now => {
    if (before) deltas.push(now - before)
    before = now
    if (count++ === frames) return done(deltas)
    const along = kind === 'pan'
    const turn = count % 40 < 20 ? 1 : -1
    place.dispatchEvent(new WheelEvent('wheel', {
      deltaX: along ? 24 * turn : 0, deltaY: along ? 0 : -30 * turn, ctrlKey: !along, bubbles: true, cancelable: true,
      clientX: box.left + box.width / 2, clientY: box.top + 50 }))
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})
"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
READY = "performance.getEntriesByName('parley-ready')[0]?.startTime ?? performance.timing.domComplete - performance.timing.navigationStart"


def main() -> None:
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(120_000)
        page.goto(Path(sys.argv[1]).as_uri())
        page.wait_for_timeout(1500)
        figures = {"paint": page.evaluate(PAINT), "ready": page.evaluate(READY)}
        if page.locator("#in").count():
            for _ in range(4):
                page.locator("#in").click()
            page.wait_for_timeout(500)
        for kind in ("pan", "zoom"):
            deltas = sorted(page.evaluate(GESTURE, [kind, 160]))
            figures[kind] = deltas[len(deltas) // 2]
            figures[f"{kind} 95"] = deltas[int(len(deltas) * 0.95)]
        browser.close()
    print(json.dumps(figures))


main()

"""Opens pages of a server in a browser, and prints what is wrong with them: nothing, where all is well."""

import contextlib
import io
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

PATHS = ["/", "/six-party-talks?as-of=2007-02-13", "/six-party-talks/timeline", "/six-party-talks/why/roster/kp",
         "/events/168", "/six-party-talks/check", "/nope", "/six-party-talks/measures?open&as-of=2007-02-13"]


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        print(otherwise)


def accessible(page: Page, url: str) -> None:
    for path in PATHS:
        page.goto(url + path)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true }")
        for fault in Axe().run(page).response["violations"]:
            print(path, fault["id"], fault["impact"], fault["help"], fault["nodes"][0]["html"][:200])


def narrow(page: Page, url: str) -> None:
    for path in PATHS:
        page.goto(url + path)
        check(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than a telephone")


def form(page: Page, url: str) -> None:
    """Asks for a day with the keyboard alone."""
    page.goto(url + "/six-party-talks/roster")
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", "no way past the head of the page")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    page.locator("#as-of").fill("2007-02-13")
    page.locator("#as-of").press("Enter")
    page.wait_for_url("**as-of=2007-02-13**")
    check(page.locator("tbody tr").count() == 6, "not the six")
    page.get_by_role("link", name="host").click()
    check("as-of=2007-02-13" in page.url and "2003" in page.locator("main").inner_text(), f"reasons at {page.url}")


def live(page: Page, url: str) -> None:
    """Is told what another program records, here by the words after the address."""
    page.goto(url + "/demo/timeline")
    check(page.locator("#live").inner_text() == "", "something new too early")
    for number in (1, 2):
        subprocess.run(sys.argv[3:] + [f"Event {number}"], check=True, stdout=subprocess.DEVNULL)
        words = "1 new event; reload" if number == 1 else "2 new events; reload"
        page.wait_for_function("words => document.getElementById('live').innerText === words", arg=words)
    page.get_by_role("link", name="reload").click()
    page.wait_for_load_state()
    check("Event 2" in page.locator("table").inner_text(), "not reloaded")
    check(page.locator("#live").inner_text() == "", "still something new")


def picture(page: Page, url: str) -> None:
    page.goto(url + "/six-party-talks/picture?as-of=2007-02-13")
    check(page.locator("#tools").is_visible(), "the script of the picture does not run")
    check(page.locator("#slider").is_visible(), "no slider")


SCENES = {"light": accessible, "dark": accessible, "narrow": narrow, "form": form, "live": live, "picture": picture}


def play(scene: str, browser: Browser, url: str) -> None:
    """Prints what is wrong in a scene, each line after its name."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844} if scene == "narrow" else {"width": 1280, "height": 1000},
        color_scheme="dark" if scene == "dark" else "light")
    page = context.new_page()
    page.on("console", lambda message: print("console:", message.type, message.text[:300])
            if "404" not in message.text else None)
    page.on("pageerror", lambda error: print("error:", str(error)[:300]))
    page.on("request", lambda request: print("request:", request.url[:200])
            if not request.url.startswith((url, "data:")) else None)
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            SCENES[scene](page, url)
            context.close()
    finally:
        for line in said.getvalue().splitlines():
            print(f"{scene}: {line}")


def main() -> None:
    scenes, url = sys.argv[1].split(","), sys.argv[2].rstrip("/")
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scene in scenes:
            play(scene, browser, url)
        browser.close()


main()

"""Plays scenes with a page in Chromium, and prints what is not as it should be."""
import contextlib
import io
import re
import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, sync_playwright


def check(holds: bool, what: str) -> None:
    if not holds:
        print(what)


def shown(page: Page) -> list[str]:
    return page.locator("#events > ol > li:not([hidden])").evaluate_all("all => all.map(item => item.id)")


def roster(page: Page) -> list[str]:
    return sorted(page.locator("#roster li[data-party]").evaluate_all("all => all.map(item => item.dataset.party)"))


def count(page: Page) -> int:
    return page.locator("#events ol > li").count()


def frame(page: Page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def wait(page: Page, expression: str) -> None:
    """Not wait_for_function, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    print(f"in five seconds not: {expression}")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.id")


def quiet(page: Page) -> None:
    check(page.evaluate("performance.getEntriesByName('parley-ready').length") == 1, "the script did not finish")
    check(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window")


def slider(page: Page) -> None:
    page.locator("#slider").evaluate(
        "(slider, day) => { slider.value = day; slider.dispatchEvent(new Event('input')) }", 13557)
    check(roster(page) == ["cn", "jp", "kp", "kr", "ru", "us"], f"on 2007-02-13 at the table: {roster(page)}")
    check(page.locator("#day-words").inner_text() == "13 February 2007", "the day in words")
    check(page.locator("#date").input_value() == "2007-02-13", "the date field")
    check(page.locator("#slider").get_attribute("aria-valuetext") == "13 February 2007", "what the slider is called")
    wait(page, "document.getElementById('said').textContent.startsWith('13 February 2007: 6 at the table')")
    row = page.locator("#ledger tr", has_text="Yongbyon to be shut down").first
    check("pledged" in row.inner_text() and "14 April 2007" in row.inner_text(), f"the ledger: {row.inner_text()}")
    page.locator("#slider").focus()
    page.keyboard.press("ArrowLeft")
    check(page.locator("#day-words").inner_text() == "12 February 2007", "a day back by key")
    check("Yongbyon to be shut down" not in page.locator("#ledger").inner_text(), "a measure before it was pledged")
    later = page.locator(".mark.later").count()
    page.locator("#after").click()
    check(page.locator("#day-words").inner_text() == "13 February 2007", "the day of the next event")
    check(page.locator(".mark.later").count() < later, "what is later is not paler")


def date(page: Page) -> None:
    page.locator("#date").fill("2005-03-01")
    page.locator("#date").dispatch_event("change")
    check(roster(page) == ["cn", "jp", "kr", "ru", "us"], f"after the walk-out: {roster(page)}")
    page.locator("#date").fill("1999-01-01")
    page.locator("#date").dispatch_event("change")
    check(roster(page) == [], "before the beginning")
    check(page.locator("#roster").inner_text() == "Nobody.", "nobody at the table")


def filters(page: Page) -> None:
    everything = len(shown(page))
    check(everything == count(page), "not all is shown at first")
    page.locator("#type").select_option("measure-pledged")
    check(0 < len(shown(page)) < everything, "by type")
    check(all("measure pledged" == text for text in page.locator("#events li:not([hidden]) > .when > .type").all_text_contents()),
          "other types are left")
    frame(page)
    pledged = page.locator(".mark").count()
    check(0 < pledged <= len(shown(page)), f"{pledged} marks of {len(shown(page))}")
    check(page.locator("#found").inner_text() == f"{len(shown(page))} of {everything} events", "the count")
    page.locator("#party").select_option("kp")
    both = len(shown(page))
    page.locator("#type").select_option("")
    check(len(shown(page)) > both, "by party alone")
    page.locator("#party").select_option("")
    page.locator("#track").select_option("sanctions")
    check(0 < len(shown(page)) < 10, "by track")
    check(page.locator("#events > h3:visible").count() == page.locator("#events > ol:visible").count(), "empty years")
    page.locator("#track").select_option("")
    check(len(shown(page)) == everything and page.locator("#found").inner_text() == "", "everything again")


def search(page: Page) -> None:
    page.locator("#search").fill("cooling TOWER")
    wait(page, "document.querySelectorAll('#events > ol > li:not([hidden])').length === 2")
    frame(page)
    check(0 < page.locator(".mark").count() <= 2, "marks that were not asked for")
    page.locator("#search").fill("no such words")
    wait(page, "document.getElementById('found').textContent.startsWith('0 of ')")
    frame(page)
    check(page.locator(".mark").count() == 0, "marks of nothing")


def lanes(page: Page) -> None:
    names = page.locator(".gutter span")
    check(names.all_inner_texts()[:2] == ["Between them", "North Korea"], f"lanes {names.all_inner_texts()}")
    cut = names.evaluate_all("all => all.filter(one => one.scrollHeight > one.clientHeight).map(one => one.textContent)")
    check(cut == [], f"names of lanes are cut: {cut}")
    labels = page.locator(".world .label").all_text_contents()
    for wanted in ("Initial Actions for Implementation", "Second-Phase Actions for Implementation"):
        check(any(label.startswith(wanted) for label in labels), f"{wanted} has no label among {labels}")
    page.locator("#lanes").select_option(label="by tracks")
    frame(page)
    check("denuclearization" in names.all_inner_texts() and "no track" in names.all_inner_texts(), "lanes by track")
    check(page.locator(".mark").count() > 10, "marks by track")


def zoom(page: Page) -> None:
    def axis() -> list[str]:
        page.wait_for_timeout(250)
        return page.evaluate("""() => {
          const { left, right } = document.querySelector('.plot').getBoundingClientRect()
          return [...document.querySelectorAll('.world .axis')].filter(label => {
            const x = label.getBoundingClientRect().left
            return x >= left && x < right
          }).map(label => label.textContent)
        }""")

    whole = axis()
    for _ in range(6):
        page.locator("#in").click()
    check(axis() != whole and len(axis()) >= 1, f"zoomed in: {axis()}")
    near = axis()
    box = page.locator(".plot").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 200, y, steps=4)
    page.mouse.move(x - 300, y, steps=4)
    page.mouse.up()
    check(axis() != near, "dragged")
    page.keyboard.down("Control")
    page.mouse.wheel(0, 1500)
    page.keyboard.up("Control")
    check(len(axis()) > len(near), "the wheel with Ctrl")
    page.locator("#whole").click()
    check(axis() == whole, "the whole again")
    before = page.evaluate("scrollY")
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(x, y)
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(150)
    check(page.evaluate("scrollY") > before, "the wheel alone no longer moves the page")
    # Two fingers.
    session = page.context.new_cdp_session(page)
    box = page.locator(".plot").bounding_box()
    y = max(box["y"], 0) + 60

    def touch(kind: str, *places: float) -> None:
        session.send("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": place, "y": y, "id": number} for number, place in enumerate(places)]})

    wide = axis()
    touch("touchStart", box["x"] + 300)
    touch("touchStart", box["x"] + 300, box["x"] + 400)
    for step in range(1, 9):
        touch("touchMove", box["x"] + 300 - 20 * step, box["x"] + 400 + 20 * step)
    touch("touchEnd")
    check(len(axis()) != len(wide) or axis() != wide, "two fingers")


def keyboard(page: Page) -> None:
    page.locator(".plot").focus()
    page.keyboard.press("ArrowRight")
    first = focused(page)
    page.keyboard.press("ArrowRight")
    second = focused(page)
    check(first != second and ":" in second, f"from {first} to {second}")
    page.keyboard.press("ArrowLeft")
    check(focused(page) == first, "and back")
    page.keyboard.press("End")
    check("2017" in focused(page), f"the last: {focused(page)}")
    page.keyboard.press("Home")
    check(focused(page) == first, "the first")
    seen = [focused(page)]
    for _ in range(400):
        page.keyboard.press("ArrowRight")
        if focused(page) == seen[-1]:
            break
        seen.append(focused(page))
    check(20 < len(seen) < 200, f"{len(seen)} stops")
    check(page.locator(".mark[tabindex='0']").count() == 1, "one mark in the order of tabs")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    check(focused(page) != first, "down")
    page.keyboard.press("+")
    page.keyboard.press("+")
    frame(page)
    check(page.evaluate("document.activeElement.classList.contains('mark')"), "the focus is lost in zooming")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("-")
    page.keyboard.press("0")
    frame(page)
    # Everything can be reached by Tab alone, and nothing holds the focus.
    page.locator(".skip").focus()
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.className.baseVal || document.activeElement.className"))
    for wanted in ("lanes", "party", "track", "type", "search", "in", "out", "whole", "plot", "mark", "slider", "date"):
        check(wanted in stops, f"{wanted} is not among {stops}")


def panel(page: Page) -> None:
    mark = page.locator(".mark[aria-label*='Joint Statement of the Fourth Round']").first
    mark.focus()
    name = focused(page)
    page.keyboard.press("Enter")
    text = page.locator("#panel").inner_text()
    for wanted in ("19 September 2005", "Joint Statement of the Fourth Round", "China", "Accounts differ"):
        check(wanted in text, f"{wanted} is not in {text[:400]}")
    check(page.evaluate("document.activeElement.id") == "panel", "the panel has not the focus")
    check(page.locator("#panel a[href^='http']").count() > 0, "no source")
    page.keyboard.press("Escape")
    check(page.locator("#panel").is_hidden(), "Escape does not close it")
    check(focused(page) == name, "the focus does not go back")
    page.locator(".mark .label", has_text="Round 4").click()
    check("Fourth round, second phase opens" in page.locator("#panel").inner_text(), "the phases of a round")
    page.locator("#close").click()
    check(page.locator("#panel").is_hidden(), "the button does not close it")
    many = page.locator(".mark[aria-label*='close together']").first
    many.click()
    check(page.locator("#panel article").count() > 1, "several close together")


def without_script(page: Page) -> None:
    check(page.locator("#view").is_hidden() and page.locator("#tools").is_hidden(), "controls that do nothing")
    check(page.locator("#print svg").is_visible(), "no picture")
    check(page.locator("#events ol > li:visible").count() == count(page) > 0, "events are missing")
    numbers = page.locator("#events ol > li").evaluate_all("all => all.map(item => +item.id.slice(1))")
    check(numbers == list(range(len(numbers))), "events are missing between others")
    check(page.locator("#roster li").count() > 0 and page.locator("#ledger tr").count() > 1, "no state")


def long(page: Page) -> None:
    """Of a thousand notes on every ninth day, from 1 January 2000 on."""
    everything = 1000
    wait(page, f"document.querySelectorAll('#events > ol > li').length === {everything}")
    check(page.locator("noscript").count() == 0, "what is text yet")

    address = page.url

    def start(path: str = "") -> None:
        # Not anew, which would bring the reader back to where the page was.
        page.goto("about:blank")
        page.goto(address + path)
        check(400 <= count(page) < everything, f"{count(page)} events at first")

    # Nothing is written by itself any more.
    page.add_init_script("window.requestIdleCallback = () => 0")
    start()
    page.locator(".plot").focus()
    for key in ["End"] + 14 * ["+"] + ["End"]:
        page.keyboard.press(key)
    check(focused(page).startswith("13 August 2024: Note 999 <b> & “it's”, note added"), f"the last: {focused(page)}")
    check(count(page) < everything, "a name makes a list")
    page.keyboard.press("Enter")
    check("Note 999 <b> & “it's”" in page.locator("#panel").inner_text(), "the panel of the last")
    check(400 <= count(page) < everything and page.locator("#e999").count() == 1, "the list that it is in")
    start()
    page.locator("#e399").scroll_into_view_if_needed()
    wait(page, "document.getElementById('e401') !== null")
    check(page.locator("#e999").count() == 0, "what nobody is near")
    start("#e700")
    wait(page, "document.getElementById('e700')?.matches(':target')")
    top = page.locator("#e700").bounding_box()["y"]
    check(0 <= top < 1000, f"what the address names is at {top}")
    page.evaluate("location.hash = '#e950'")
    wait(page, "document.getElementById('e950')?.matches(':target')")
    for act in (lambda: page.keyboard.press("Control+f"), lambda: page.evaluate("dispatchEvent(new Event('beforeprint'))")):
        start()
        act()
        check(count(page) == everything, "not all is there to be found or printed")
    start()
    page.locator("#search").fill("note 777 ")
    wait(page, "document.querySelectorAll('#events > ol > li:not([hidden])').length === 1")


def accessible(page: Page) -> None:
    page.evaluate("document.querySelector('details').open = true")
    if page.locator(".mark").count():
        page.locator(".mark").first.focus()
        page.keyboard.press("Enter")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, options=rules).response["violations"]
    for fault in found:
        if fault["impact"] in ("serious", "critical"):
            print(fault["id"], fault["impact"], fault["help"], len(fault["nodes"]), fault["nodes"][0]["html"][:300],
                  fault["nodes"][0].get("failureSummary", "")[:400])


def narrow(page: Page) -> None:
    check(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than a telephone")
    small = page.locator("button:visible, select:visible, input:visible").evaluate_all(
        "all => all.filter(one => Math.min(one.offsetWidth, one.offsetHeight) < 24).map(one => one.id)")
    # The track of a range is thinner than its thumb.
    check([name for name in small if name != "slider"] == [], f"too small to touch: {small}")
    page.locator(".mark").first.click()
    check(page.locator("#panel").is_visible(), "no panel")
    accessible(page)


def printed(page: Page) -> None:
    page.emulate_media(media="print")
    check(page.locator("#print svg").is_visible() and page.locator("#view").is_hidden(), "what is printed")
    check(page.locator("#tools").is_hidden() and page.locator("#panel").is_hidden(), "controls on paper")
    check(page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)", "ink")
    for landscape in (False, True):
        data = page.pdf(format="A4", landscape=landscape)
        pages = len(re.findall(rb"/Type\s*/Page\b", data))
        check(2 <= pages <= 24, f"{pages} pages")


def media(page: Page) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.locator(".mark").first.focus()
    check(page.evaluate("document.getAnimations().length") == 0, "something moves")


def hostile(page: Page) -> None:
    check(page.evaluate("window.pwned === undefined"), "a script ran")
    texts = " ".join(page.locator("#events h4").all_text_contents())
    for wanted in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "‹U+202E›", "‹U+001B›", "𝕊𝕚𝕩", "한반도"):
        check(wanted in texts, f"{wanted} is not shown as text")
    check(not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0e-\x1f]", page.content()), "controls")
    check(page.locator("#events script, #events img, #panel script, #view script").count() == 0, "markup of the record")
    longest = page.locator("#events h4").evaluate_all("all => Math.max(...all.map(one => one.textContent.length))")
    check(longest > 90_000, f"a title was cut: {longest}")
    for mark in page.locator(".mark").all()[:3]:
        mark.focus()
        page.keyboard.press("Enter")
        check(page.locator("#panel article").count() > 0, "no panel")
    links = page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    check(set(links) <= {"http:", "https:", "file:"}, f"links {set(links)}")


def doubt(page: Page) -> None:
    for _ in range(3):
        page.locator("#in").click()
    page.locator("#whole").click()
    frame(page)
    names = page.locator(".mark").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    check(any("between 1 October 2000 and 31 January 2001" in name for name in names), f"{names}")
    check(page.locator(".mark .oneof").count() > 0, "no dashed span")
    check(page.locator(".mark .vague").count() > 0, "no soft bar")
    check(page.locator(".world .link").count() == 1, "no arc")
    check(page.locator(".world .pause").count() == 1, "no episode")
    labels = " ".join(page.locator(".world .label").all_text_contents())
    check("‡" in labels and "~" in labels, f"labels {labels}")
    page.locator("#slider").evaluate(
        "(slider, day) => { slider.value = day; slider.dispatchEvent(new Event('input')) }", 11184)
    check("unknown: pledged or implemented" in page.locator("#ledger").inner_text(), "the third value")


SCENES = {
    "quiet": quiet, "slider": slider, "date": date, "filters": filters, "search": search, "lanes": lanes, "zoom": zoom,
    "keyboard": keyboard, "panel": panel, "without-script": without_script, "light": accessible, "dark": accessible,
    "narrow": narrow, "print": printed, "contrast-of-media": media, "hostile": hostile, "doubt": doubt, "long": long}


def main() -> None:
    path = Path(sys.argv[1])
    with sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for scene in sys.argv[2:]:
            context = browser.new_context(
                viewport={"width": 390, "height": 844} if scene == "narrow" else {"width": 1440, "height": 1000},
                color_scheme="dark" if scene == "dark" else "light", java_script_enabled=scene != "without-script",
                has_touch=scene in ("narrow", "zoom"))
            context.set_default_timeout(15_000)
            page = context.new_page()
            page.on("console", lambda message: print("console:", message.type, message.text[:300]))
            page.on("pageerror", lambda error: print("error:", str(error)[:300]))
            page.on("dialog", lambda dialog: (print("a dialog opens"), dialog.dismiss()))
            page.on("request", lambda request: print("request:", request.url[:200])
                    if not request.url.startswith(("data:", path.as_uri())) else None)
            said = io.StringIO()
            with contextlib.redirect_stdout(said):
                try:
                    page.goto(path.as_uri())
                    SCENES[scene](page)
                except Error as error:
                    print(error)
            context.close()
            for line in said.getvalue().splitlines():
                print(f"{scene}: {line}")
        browser.close()


main()

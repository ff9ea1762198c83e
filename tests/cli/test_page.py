#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The page of --html in a browser: test_page.py PROGRAM BUILD_FOLDER. Prints TAP.

Headless Chromium, driven as a person would: it loads without a message, asks the network for nothing, its numbers are those
of the JSON report, filters and links and keys work, axe finds nothing serious, and 5,000 sites stay under a second of the
browser's time.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

from npm_file import npm_file

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok, skip  # noqa: E402

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
except ImportError:
    print("1..0 # SKIP no python3-selenium")
    sys.exit(0)

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    print("1..0 # SKIP no chromium, or no chromium-driver")
    sys.exit(0)

PROGRAM = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
AXE_VERSION = "4.10.2"


# ---- reports ----

def many_sites():
    """100 files in 10 folders, 50 sites each, of every state that needs no family."""
    for folder in range(10):
        pathlib.Path(f"src/part{folder}").mkdir(parents=True)
        for file in range(10):
            lines = ["#include <epan/emem.h>"]
            for n in range(48):
                last = n % 10
                lines.append(
                    f"void *(*named{n}) (size_t) = ep_alloc;" if last == 7
                    else "/* ep_alloc in a comment */" if last == 3
                    else f"#if 0\nvoid *inactive{n} (void) {{ return ep_alloc ({n}); }}\n#endif" if last == 9
                    else f"void *function{n} (void) {{ return ep_alloc ({n}); }}")
            lines.append("void *last (void) { return se_alloc (1); }\n")
            pathlib.Path(f"src/part{folder}/file{file}.c").write_text("\n".join(lines))


def migrate(name, *arguments):
    run = subprocess.run([PROGRAM, "--quiet", f"--json={name}.json", f"--html={name}.html", *arguments],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if run.returncode > 1:
        raise SystemExit(f"Bail out! {run.stderr.decode()}")
    return json.loads(pathlib.Path(f"{name}.json").read_text())


def state_of(occurrence):
    if occurrence["outcome"] == "left":
        return "left" if occurrence["residue"] else "settled"
    if occurrence.get("proof") == "identical":
        return "proved"
    return "rewritten" if occurrence["confidence"] == "safe" else "review"


def occurrences_of(report):
    return [o for file in report["files"] for o in file["occurrences"]]


# ---- the browser ----

def browser():
    options = Options()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--window-size=1300,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(DRIVER), options=options)


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.05)
    return condition()


class Page:
    def __init__(self, driver, name):
        self.driver, self.url = driver, pathlib.Path(f"{name}.html").resolve().as_uri()

    def open(self, fragment=""):
        self.driver.get("about:blank")
        self.driver.get(self.url + fragment)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def keys(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def choose(self, key, value):
        self.script("const s = document.getElementById('filter-' + arguments[0]); s.value = arguments[1];"
                    "s.dispatchEvent(new Event('change'))", key, value)

    def count(self):
        """The sites that the page says it shows."""
        return int(self.one("#count").text.split()[0].replace(",", ""))

    def listed(self):
        """The sites that the groups of the list add up to."""
        return sum(int(b.text.split()[0].replace(",", "")) for b in self.all("details.group > summary b:nth-of-type(1)"))

    def tab(self):
        return self.one("[aria-selected=true]").get_attribute("id")


def check_silence(page):
    page.open()
    ok("loads without a message on the console", page.driver.get_log("browser") == [], page.driver.get_log("browser"))
    resources = page.script("return performance.getEntriesByType('resource').map(e => e.name)")
    ok("asks for nothing from elsewhere", resources == [], resources)


def check_counts(page, report):
    page.open()
    ledger, sites = report["ledger"], occurrences_of(report)
    ok("the list holds what was found", page.count() == page.listed() == ledger["found"], (page.count(), page.listed(), ledger))
    totals = {}
    for state in sorted({state_of(o) for o in sites}):
        page.choose("state", state)
        expected = sum(state_of(o) == state for o in sites)
        totals[state] = page.count()
        ok(f"state '{state}': as many as in the JSON report", page.count() == page.listed() == expected, (page.count(), expected))
    ok("the states add up to the ledger", totals.get("left", 0) == ledger["residue"]
       and totals.get("left", 0) + totals.get("settled", 0) == ledger["left"]
       and sum(totals.values()) - ledger["left"] == ledger["rewritten"], (totals, ledger))
    page.choose("state", "")
    for key in ("rule", "reason", "kind"):
        value = sites[-1][key]
        page.choose(key, value)
        expected = sum(o[key] == value for o in sites)
        ok(f"filter by {key}", page.count() == page.listed() == expected, (value, page.count(), expected))
        page.choose(key, "")
    page.choose("confidence", "safe")
    expected = sum(o["outcome"] == "rewritten" and o["confidence"] == "safe" for o in sites)
    ok("filter by confidence: of the rewritten", page.count() == expected, (page.count(), expected))
    page.one("#clear").click()
    ok("all filters away", page.count() == ledger["found"] and not page.one("#clear").is_enabled())
    words = page.one("#summary").text
    ok("the summary says the ledger's numbers", f"{ledger['rewritten']:,} of" in words, words)


def check_code(page, report):
    file = next(f for f in report["files"] if f["changed"])
    site = next(o for o in file["occurrences"] if o["outcome"] == "rewritten" and o["kind"] == "call")
    key = f"{file['path']}:{site['line']}:{site['column']}"
    page.open(f"#site={key}")
    focused = page.driver.switch_to.active_element
    ok("a link to a site opens its file and goes there", focused.get_attribute("id") == f"site-{key}", focused.get_attribute("outerHTML"))
    notes = page.all("details.file[open] tr.note")
    ok("each site is told below its line", len(notes) == len(file["occurrences"]), (len(notes), len(file["occurrences"])))
    ok("before and after stand side by side", site["name"] in page.one("details.file[open] tr.change td.old").text
       or any(site["name"] in e.text for e in page.all("details.file[open] td.old")))
    row = next(e for e in page.all("details.file[open] tr.change") if len(e.find_elements(By.CSS_SELECTOR, "td.code.old, td.code.new")) == 2)
    left, right = row.find_elements(By.CSS_SELECTOR, "td.code")
    ok("beside one another where there is room", left.rect["x"] < right.rect["x"] and left.rect["y"] == right.rect["y"])
    ok("what differs is marked", page.all("details.file[open] td.new mark"))
    link = page.one("details.file[open] tr.note a.link").get_attribute("href")
    ok("a site's link can be sent", urllib.parse.parse_qs(link.partition("#")[2])["site"][0].startswith(file["path"]), link)
    page.open("#site=nowhere.c:1:1")
    ok("a link to what is not there says so", "no site nowhere.c:1:1" in page.one("#panel").text)


def check_tree(page, report):
    page.open()
    path = report["files"][-1]["path"]
    field = next(e for e in page.all("#treemap .field") if e.get_attribute("aria-label").startswith(path))
    page.script("arguments[0].click()", field)
    ok("a field of the map filters to its file", page.count() == len(report["files"][-1]["occurrences"]), page.count())
    ok("the address holds it", "path=" in page.driver.current_url, page.driver.current_url)
    page.all("#crumbs button")[0].click()
    ok("the map's root shows all again", page.count() == report["ledger"]["found"])
    page.all("#treemap button")[0].send_keys(Keys.ARROW_RIGHT)
    focused = page.driver.switch_to.active_element
    ok("arrows go from field to field", focused != page.all("#treemap button")[0]
       and "treemap" in page.script("return document.activeElement.parentElement.id"))


def check_keyboard(page, report):
    page.open()
    page.keys("/")
    ok("/ goes to the search", page.script("return document.activeElement.id") == "filter-q")
    name = occurrences_of(report)[-1]["name"]
    page.keys(name)
    expected = sum(name in f"{f['path']}:{o['line']}:{o['column']} {o['name']} {o['reason']}" for f in report["files"] for o in f["occurrences"])
    ok("search", wait_for(lambda: page.count() == expected), (page.count(), expected))
    page.keys(Keys.ESCAPE)
    page.keys("x")
    ok("x takes the filters away", page.count() == report["ledger"]["found"])
    page.keys("w")
    waiting = sum(state_of(o) in ("left", "review") for o in occurrences_of(report))
    ok("w shows what waits for a person", page.count() >= waiting and page.count() < report["ledger"]["found"], page.count())
    page.keys("x")
    page.keys("2")
    ok("2 shows the files", page.tab() == "tab-files")
    page.keys("j")
    first = page.driver.switch_to.active_element
    page.keys("j")
    ok("j goes on, k goes back", first.tag_name == "summary" and page.driver.switch_to.active_element != first)
    page.keys("k")
    page.keys(Keys.ENTER)
    ok("Enter opens", wait_for(lambda: page.all("details.file[open] table")))
    page.keys("?")
    ok("? tells the keys", page.one("#help").is_displayed())


def check_findings(page, report):
    page.open("#tab=findings")
    ok("each finding is there", len(page.all("article.finding")) == len(report["findings"]) > 0)
    steps = page.all("article.finding:first-of-type .chain > li")
    ok("its chain is drawn, step by step", len(steps) == len(report["findings"][0]["steps"]) + 1)
    page.all("article.finding .step > summary")[0].click()
    line = report["findings"][0]["steps"][0]["line"]
    ok("a step opens its lines", wait_for(lambda: page.all(f"article.finding .step[open] tr.here[data-line='{line}']")))


def check_looks(page):
    colours = set()
    for theme in ("light", "dark"):
        page.open()
        while page.script("return document.documentElement.dataset.theme") != theme:
            page.keys("t")
        colours.add(page.script("return getComputedStyle(document.body).backgroundColor"))
    ok("light and dark differ", len(colours) == 2, colours)
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": False})
    for tab in ("sites", "files", "findings"):
        page.open(f"#tab={tab}")
        page.script("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        width = page.script("return document.documentElement.scrollWidth")
        ok(f"narrow: {tab} do not run out of the page", width <= 380, width)
    page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def check_axe(page, *tabs):
    kept = npm_file(sys.argv[2], "axe-core", AXE_VERSION, "axe.min.js")
    if kept is None:
        skip("axe finds nothing serious", f"no axe-core {AXE_VERSION}, and no npm that brings it")
        return
    axe = kept.read_text()
    for theme in ("light", "dark"):
        for tab in tabs:
            page.open(f"#tab={tab}")
            while page.script("return document.documentElement.dataset.theme") != theme:
                page.keys("t")
            page.script("document.querySelectorAll('#panel details').forEach(e => { e.open = true; })")
            time.sleep(0.3)
            page.script(axe)
            result = page.driver.execute_async_script(
                "const done = arguments[0]; axe.run().then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
                ".map(v => v.id + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary)))")
            ok(f"axe finds nothing serious: {tab}, {theme}", result == [], result)


def busy_seconds(page):
    metrics = page.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return next(m["value"] for m in metrics if m["name"] == "TaskDuration")


def check_speed(page, report):
    """In the browser's own processor time, so that a busy machine does not count."""
    ok("5,000 sites", report["ledger"]["found"] == 5000, report["ledger"])
    page.open()
    page.driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    steps = {
        "shown": page.driver.refresh,
        "filtered": lambda: page.choose("state", "waits"),
        "the files": lambda: page.choose("state", "") or page.one("#tab-files").click(),
        "all sites of a group": lambda: page.one("#tab-sites").click(),
    }
    for name, act in steps.items():
        before = busy_seconds(page)
        act()
        page.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        spent = busy_seconds(page) - before
        ok(f"5,000 sites: {name} in less than a second ({spent:.2f})", 0 < spent < 1, spent)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(HERE / "tree", scratch, dirs_exist_ok=True)
        os.chdir(scratch)
        many_sites()
        pathlib.Path("folder").mkdir()
        pathlib.Path("folder/<img src=x onerror=console.error(1)>.c").write_text(
            '#include <epan/emem.h>\nvoid *(*pointer) (size_t) = ep_alloc;\n#if 0\nvoid *g (void) { return ep_alloc (2); }\n#endif\n'
            'void *f (void) { return ep_alloc (4); } /* </script><b>ep_alloc</b> \u202e */\n')
        flags = ["--after-arg=-Iafter", "--", "-Ibefore"]
        small = migrate("small", "old.c", "nested.c", "folder", *flags)
        large = migrate("large", "--verify=none", "src", *flags)
        host = HERE.parent / "migrate" / "scope"
        found = migrate("found", "--verify=none", str(host / "cases" / "escape_address.c"), "--", f"-I{host / 'include'}", "-DBUG")
        driver = browser()
        try:
            page = Page(driver, "small")
            check_silence(page)
            check_counts(page, small)
            check_code(page, small)
            check_tree(page, small)
            check_keyboard(page, small)
            check_findings(Page(driver, "found"), found)
            check_looks(Page(driver, "found"))
            check_axe(page, "sites", "files", "proof", "other")
            check_axe(Page(driver, "found"), "findings")
            check_counts(Page(driver, "large"), large)
            check_speed(Page(driver, "large"), large)
            messages = driver.get_log("browser")
            ok("no message on the console all along", messages == [], messages)
        finally:
            driver.quit()
    end()


main()

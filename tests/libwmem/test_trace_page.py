#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The page of wmem-report in a browser: test_trace_page.py PROGRAM REPORT BUILD_FOLDER. Prints TAP.

Headless Chromium: it loads without a message, asks the network for nothing, shows the figures of --json, and axe finds nothing serious.
"""
import atexit
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / each) for each in ('', 'cli')]
from npm_file import npm_file  # noqa: E402
from tap import end, ok, skip  # noqa: E402

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
except ImportError:
    print('1..0 # SKIP no python3-selenium')
    sys.exit(0)

CHROMIUM, DRIVER = shutil.which('chromium'), shutil.which('chromedriver')
if not CHROMIUM or not DRIVER:
    print('1..0 # SKIP no chromium, or no chromium-driver')
    sys.exit(0)

PROGRAM, REPORT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
AXE_VERSION = '4.10.2'

build = os.path.abspath(sys.argv[3])
folder = tempfile.mkdtemp(prefix='wmem-trace-page-')
atexit.register(shutil.rmtree, folder, True)
os.chdir(folder)
for how, name in ('end', 'run'), ('many', 'many'):
    subprocess.run([PROGRAM, how], env={**os.environ, 'WMEM_TRACE': f'{name}.trace'}, stdout=subprocess.DEVNULL, check=True)
    subprocess.run([REPORT, '-o', f'{name}.html', f'{name}.trace'], check=True)
said, many = (json.loads(subprocess.run([REPORT, '--json', f'{name}.trace'], stdout=subprocess.PIPE, check=True).stdout) for name in ('run', 'many'))

options = Options()
options.binary_location = CHROMIUM
for argument in ('--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--window-size=1300,1000'):
    options.add_argument(argument)
options.set_capability('goog:loggingPrefs', {'browser': 'ALL'})
driver = webdriver.Chrome(service=Service(DRIVER), options=options)
try:
    driver.get(pathlib.Path('run.html').resolve().as_uri())
    for _ in range(200):
        if driver.execute_script("return document.querySelectorAll('.pool').length") == len(said['pools']):
            break
        time.sleep(0.05)
    script = driver.execute_script
    ok('a part for each pool, the largest first', script("return [...document.querySelectorAll('.pool')].map(e => e.id)")
       == [f"pool-{pool['number']}" for pool in said['pools']])
    ok('names are text', script("return document.querySelector('.pool h3').textContent").startswith('<task>'))
    packet = next(pool for pool in said['pools'] if pool['name'] == 'packet scope')
    ok('the peak is that of the figures', script(f"return document.querySelector('#pool-{packet['number']} .peak').textContent") == '1,000 bytes')
    ok('what lived when it was freed', 'Freed as a whole 50 times' in script(f"return document.getElementById('pool-{packet['number']}').textContent"))
    drawn = script("return [...document.querySelectorAll('svg [points]')].map(e => e.getAttribute('points'))")
    ok('each course is drawn, in numbers', len(drawn) == 2 * len(said['pools']) and not any('NaN' in points or 'undefined' in points for points in drawn), drawn)
    ramp = next(pool for pool in said['pools'] if pool['name'] == 'file scope')
    heights = [float(pair.split(',')[1]) for pair in script(f"return document.querySelector('#pool-{ramp['number']} .line').getAttribute('points')").split()]
    ok('a leak is a ramp', heights == sorted(heights, reverse=True) and heights[0] > heights[-1], heights)
    ok('the places', script("return document.querySelectorAll('#sites tbody tr').length") == len(said['sites']))
    ok('a place leads to its pool', script("return [...document.querySelectorAll('#sites a')].every(a => document.querySelector(a.getAttribute('href')))"))
    for width in 1300, 420:
        driver.set_window_size(width, 900)
        ok(f'nothing is wider than a window of {width}', script('return document.documentElement.scrollWidth <= document.documentElement.clientWidth'))
    axe = npm_file(build, 'axe-core', AXE_VERSION, 'axe.min.js')
    for theme in ('light', 'dark'):
        if axe is None:
            skip(f'axe finds nothing serious, {theme}', f'no axe-core {AXE_VERSION}, and no npm that brings it')
            continue
        while script('return document.documentElement.dataset.theme') != theme:
            script("document.getElementById('theme').click()")
        script("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        script(axe.read_text())
        found = driver.execute_async_script(
            "const done = arguments[0]; axe.run().then(r => done(r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary)))")
        ok(f'axe finds nothing serious, {theme}', found == [], found)
    ok('nothing is asked of the network', script("return performance.getEntriesByType('resource').filter(e => !e.name.startsWith('data:')).length") == 0)
    messages = driver.get_log('browser')
    ok('no message of the browser', messages == [], messages)
    driver.set_window_size(1300, 1400)
    if os.environ.get('WMEM_SCREENSHOT'):
        script("document.querySelectorAll('details').forEach(e => { e.open = false; })")
        driver.save_screenshot(os.environ['WMEM_SCREENSHOT'])
    driver.get(pathlib.Path('many.html').resolve().as_uri())
    ok('many pools: what is left in those that are summed up is told, too', 'nothing lives' not in script(
        "return document.getElementById('summary').textContent"))
    ok('… and places lead to pools that are shown', script(
        "return [...document.querySelectorAll('#sites a')].map(a => a.getAttribute('href'))") == [
            f"#pool-{site['pool']}" for site in many['sites'] if site['pool'] in {pool['number'] for pool in many['pools']}])
    ok('… others are names', len(many['sites']) > script("return document.querySelectorAll('#sites a').length") > 0)
finally:
    driver.quit()
end()

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The guide as HTML: build_guide.py OUTPUT_FOLDER PAGE.md[=NAME]... FILE.svg...

Python-Markdown does the work; a page links to pages by their Markdown names, which become those of the HTML.
"""
import html
import pathlib
import re
import shutil
import sys

import markdown
from markdown.extensions.toc import TocExtension

FRAME = '''<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0 auto; max-width: 52rem; padding: 1rem 1.25rem 4rem; font: 16px/1.55 system-ui, sans-serif; color: light-dark(#1b1f27, #e4e7ec); background: light-dark(#fff, #16181d); }}
a {{ color: light-dark(#0b57a4, #7fb8ff); }}
nav {{ font-size: .9rem; }}
code, pre {{ font: .87em/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }}
pre {{ background: light-dark(#f5f6f8, #1f2229); border: 1px solid light-dark(#d5d9e0, #3a3f4b); border-radius: 6px; padding: .6rem .8rem; overflow-x: auto; }}
table {{ border-collapse: collapse; }}
td, th {{ text-align: left; vertical-align: top; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid light-dark(#d5d9e0, #3a3f4b); overflow-wrap: anywhere; }}
img {{ max-width: 100%; }}
</style>
</head>
<body>
<nav>{up}</nav>
<main>
{body}
</main>
</body>
</html>
'''


def slug(text, separator):
    """Anchors as code hosts make them of headings, so that the Markdown's own links hold there, too."""
    return re.sub(r'[^\w\- ]', '', text.lower()).replace(' ', separator)


def main(folder, sources):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for source in sources:
        path, _, name = source.partition('=')
        path = pathlib.Path(path)
        if path.suffix != '.md':
            shutil.copy(path, folder)
            continue
        text = path.read_text(encoding='utf-8')
        body = markdown.markdown(text, extensions=['tables', 'fenced_code', 'sane_lists', TocExtension(slugify=slug)])
        body = re.sub(r'href="(?:\.\./)?([\w-]+)\.md(#[^"]*)?"', lambda link: f'href="{link[1].lower()}.html{link[2] or ""}"', body)
        title = re.search(r'^# (.*)', text, re.MULTILINE)[1]
        name = name or path.stem
        up = '' if name == 'index' else '<a href="index.html">The guide</a>'
        (folder / f'{name}.html').write_text(FRAME.format(title=html.escape(title), body=body, up=up), encoding='utf-8')


main(sys.argv[1], sys.argv[2:])

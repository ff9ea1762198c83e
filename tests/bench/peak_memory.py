#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peak_memory.py COMMAND...: the most memory that the command and its children held together, in MB.

Looked at twenty times a second. Pages that several processes share count once (PSS): what a fork inherits is no more than it was.
"""
import contextlib
import pathlib
import subprocess
import sys
import time


def family(process):
    yield process
    for task in pathlib.Path(f'/proc/{process}/task').glob('*/children'):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                yield from family(child)


def held(process):
    with contextlib.suppress(OSError):
        for line in pathlib.Path(f'/proc/{process}/smaps_rollup').read_text().splitlines():
            if line.startswith('Pss:'):
                return int(line.split()[1])
    return 0


def main():
    command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while command.poll() is None:
        peak = max(peak, sum(held(process) for process in list(family(command.pid))))
        time.sleep(0.05)
    print(peak // 1024)
    sys.exit(command.returncode)


main()

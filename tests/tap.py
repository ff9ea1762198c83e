# SPDX-License-Identifier: MIT
"""Checks that print TAP: what the tests in Python share."""
import sys

number = failed = 0


def ok(name, passed, why=''):
    global number, failed
    number += 1
    failed += not passed
    print(f"{'ok' if passed else 'not ok'} {number} - {name}", flush=True)
    if not passed:
        print('\n'.join('# ' + line for line in str(why)[:3000].splitlines()), flush=True)


def skip(name, why):
    global number
    number += 1
    print(f'ok {number} - {name} # SKIP {why}', flush=True)


def end():
    """Says how many there were, and exits: with 1 where one failed."""
    print(f'1..{number}')
    sys.exit(1 if failed else 0)

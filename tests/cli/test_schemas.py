#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Reports against their schemas: test_schemas.py PROGRAM BUILD_FOLDER. Prints TAP.

The JSON report holds to report.schema.json, to the letter; the SARIF report to the schema that its committee published, and
its fixes make the very files that the program writes.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from npm_file import npm_file

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from tap import end, ok, skip  # noqa: E402

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP no python3-jsonschema")
    sys.exit(0)

PROGRAM = os.path.abspath(sys.argv[1])
HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE.parent.parent / "migrate" / "report" / "report.schema.json"


def migrate(*arguments):
    run = subprocess.run([PROGRAM, "--quiet", "--json=r.json", "--sarif=r.sarif", *arguments], stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, check=False)
    if run.returncode > 1:
        raise SystemExit(f"Bail out! {run.stderr.decode()}")
    return [json.loads(pathlib.Path(name).read_text()) for name in ("r.json", "r.sarif")]


def closed(schema):
    """The schema without room for members that it does not know."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {name: closed(value) for name, value in schema.items()}
    if "properties" in schema and "type" in schema:
        result["additionalProperties"] = False
    return result


def problem(schema, document):
    error = next(jsonschema.validators.validator_for(schema)(schema).iter_errors(document), None)
    return error and f"{list(error.absolute_path)}: {error.message}"


def results_of(sarif):
    return sarif["runs"][0]["results"]


def apply_fixes(sarif):
    """What the files become when every fix is applied, by the bytes of its regions."""
    edits = {}
    for result in results_of(sarif):
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for replacement in change["replacements"]:
                    region = replacement["deletedRegion"]
                    edits.setdefault(change["artifactLocation"]["uri"], set()).add(
                        (region["byteOffset"], region["byteLength"], replacement["insertedContent"]["text"]))
    texts = {}
    for path, of_file in edits.items():
        text = pathlib.Path(path).read_bytes()
        for offset, length, inserted in sorted(of_file, reverse=True):
            text = text[:offset] + inserted.encode() + text[offset + length:]
        texts[path] = text
    return texts


def text_at(path, region):
    """What a region holds by its lines and columns, in units of UTF-16."""
    lines = pathlib.Path(path).read_text().split("\n")
    line = lines[region["startLine"] - 1].encode("utf-16-le")
    return line[2 * (region["startColumn"] - 1):2 * (region["endColumn"] - 1)].decode("utf-16-le")


SOURCE = """#include <epan/emem.h>
void *(*pointer) (size_t) = ep_alloc;
/* ep_alloc in a comment */
#if 0
void *g (void) { return ep_alloc (2); }
#endif
const char *text = "\u00e4\U0001f600"; void *f (void) { return ep_alloc (4); }
/* wmem-migrate: ignore ep_alloc */
void *kept (void) { return ep_alloc (4); }
"""


def check_runs():
    schema = closed(json.loads(SCHEMA.read_text()))
    ok("the schema is one", problem(jsonschema.Draft7Validator.META_SCHEMA, schema) is None)
    kept = npm_file(sys.argv[2], "@microsoft/jest-sarif", "1.0.0-beta.0", "lib/schemas/sarif-2.1.0-rtm.5.json")
    published = json.loads(kept.read_text()) if kept else None
    host = HERE.parent / "migrate" / "scope"
    tree = ["--after-arg=-Iafter", "--", "-Ibefore"]
    runs = {
        "a diff": ["old.c", "nested.c", "site.c", *tree],
        "statistics": ["--stats", "site.c", *tree],
        "machine code": ["--verify=object", "old.c", "site.c", *tree],
        "findings": ["--verify=none", str(host / "cases" / "escape_address.c"), "--", f"-I{host / 'include'}", "-DBUG"],
        "lint": ["--lint", "site.c", *tree],
        "a unit with errors": ["broken", "--verify=none", *tree],
    }
    pathlib.Path("broken").mkdir()
    pathlib.Path("broken/broken.c").write_text("#include <epan/emem.h>\nvoid *f (void) { return ep_alloc (4) }\n")
    for name, arguments in runs.items():
        report, sarif = migrate(*arguments)
        ok(f"{name}: the JSON report holds to its schema", problem(schema, report) is None, problem(schema, report))
        if published:
            ok(f"{name}: the SARIF report holds to the published schema", problem(published, sarif) is None, problem(published, sarif))
        else:
            skip(f"{name}: the SARIF report", "no published schema, and no npm that brings it")
    report["ledger"]["surprise"] = 1
    ok("a member that nobody wrote down is noticed", problem(schema, report) is not None)


def check_sarif():
    arguments = ["--after-arg=-Iafter", "old.c", "nested.c", "site.c", "--", "-Ibefore"]
    report, sarif = migrate(*arguments)
    occurrences = [o for file in report["files"] for o in file["occurrences"]]
    expected = sum(o["outcome"] == "rewritten" or o["residue"] for o in occurrences)
    results = results_of(sarif)
    ok("one result a place that is rewritten or waits", len(results) == expected, (len(results), expected))
    ok("nothing is said where nothing is to be done", not any(r["ruleId"] in ("comment", "suppressed", "none") for r in results))
    rules = [rule["id"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]
    ok("each result's rule is described, once", all(rules.count(r["ruleId"]) == 1 for r in results))
    places = [(r["locations"][0]["physicalLocation"], r["message"]["text"]) for r in results]
    ok("columns are of UTF-16", all(text_at(place["artifactLocation"]["uri"], place["region"]) in message for place, message in places
                                    if not message.startswith("epan/")), places)
    fixed = apply_fixes(sarif)
    shutil.copytree(".", "written", ignore=shutil.ignore_patterns("written"))
    os.chdir("written")
    _, after = migrate("--in-place", *arguments)
    ok("the fixes make the files that --in-place writes", all(pathlib.Path(path).read_bytes() == text for path, text in fixed.items())
       and len(fixed) == report["changed_files"], fixed)
    ok("what is written needs no fix", not any("fixes" in result for result in results_of(after)))
    os.chdir("..")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(HERE / "tree", scratch, dirs_exist_ok=True)
        os.chdir(scratch)
        pathlib.Path("site.c").write_text(SOURCE)
        check_runs()
        check_sarif()
    end()


main()

# SPDX-License-Identifier: MIT
"""A file of an npm package that tests use and nobody installs: kept in the build folder once it was brought."""
import pathlib
import shutil
import subprocess
import tempfile


def npm_file(build, package, version, member):
    """The path of `member` of the package, or None where it is not kept in `build` and npm cannot bring it."""
    kept = pathlib.Path(build) / f"{pathlib.Path(member).stem}-of-{package.replace('/', '-').lstrip('@')}-{version}{pathlib.Path(member).suffix}"
    if kept.exists() or not shutil.which("npm"):
        return kept if kept.exists() else None
    with tempfile.TemporaryDirectory() as folder:
        try:
            packed = subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, capture_output=True, text=True,
                                    timeout=60, check=False).stdout.strip()
        except subprocess.TimeoutExpired:
            return None
        if not packed or subprocess.run(["tar", "xzf", packed], cwd=folder, check=False).returncode != 0:
            return None
        shutil.copy(f"{folder}/package/{member}", kept)
    return kept

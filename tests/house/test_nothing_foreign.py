"""The project speaks of itself alone: no download addresses, no paths of a machine, nothing unfinished."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = {".py", ".md", ".txt", ".toml", ".json", ".yaml", ".yml", ".html", ".css", ".js", ".sh", ".po", ".cfg", ""}
ADDRESS = re.compile(r"--(?:extra-)?index-u" r"rl|--find-lin" r"ks|\"resol" r"ved\":|https?://[^\s\"']+\.(?:whl|tgz|tar\.gz|deb)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:wo" r"rk|tm" r"p|ro" r"ot|ho" r"me)/")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and Path(name).suffix in TEXT]


def found(pattern: re.Pattern[str]) -> list[str]:
    places = []
    for path in tracked():
        if not path.is_file():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                places.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return places


def test_no_download_address() -> None:
    assert found(ADDRESS) == []


def test_no_path_of_a_machine() -> None:
    assert found(MACHINE) == []


def test_nothing_unfinished() -> None:
    assert [place for place in found(UNFINISHED) if not place.startswith("tests/house/")] == []

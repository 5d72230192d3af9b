"""Compile the translations: `python scripts/build_messages.py`.

Every area keeps its own locale/<language>/<area>.po; they are merged into the one django.mo that Django
reads. The same msgid may stand in two areas only with the same translation.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def merged(folder: Path) -> polib.POFile:
    """All areas of one language in one catalogue. Raises ValueError naming both files when two areas disagree."""
    whole = polib.POFile()
    whole.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": "nplurals=1; plural=0;"}
    seen: dict[tuple[str | None, str], tuple[object, str]] = {}
    for file in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(file), encoding="utf-8"):
            key = (entry.msgctxt, entry.msgid)
            said = entry.msgstr_plural or entry.msgstr
            if key in seen:
                if seen[key][0] != said:
                    raise ValueError(f"{entry.msgid!r} is translated differently in {seen[key][1]} and {file.name}")
                continue
            seen[key] = (said, file.name)
            whole.append(entry)
    return whole


def build(locale: Path) -> int:
    """Write LC_MESSAGES/django.mo for each language folder; the number of messages."""
    count = 0
    for folder in sorted(f for f in locale.iterdir() if f.is_dir()):
        catalogue = merged(folder)
        target = folder / "LC_MESSAGES" / "django.mo"
        target.parent.mkdir(exist_ok=True)
        content = catalogue.to_binary()
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
        count += len(catalogue)
    return count


if __name__ == "__main__":
    sys.stdout.write(f"messages: {build(ROOT / 'locale')}\n")

"""The packs of the product, loaded once."""

from __future__ import annotations

from pathlib import Path

from liangze.packs import Pack, load_pack

PACKS = Path(__file__).resolve().parents[2] / "packs"
FILES = sorted(PACKS.glob("*/*/*/pack.yaml"))

#: Pack of each document of the shared material, by the first three figures of its file name.
FROM_SEEDS = {
    "000": "huzhou/two-responsibilities-2015/1",
    "001": "hualong/two-responsibilities-2016/1",
    "002": "jiangsu/two-responsibilities-plan-2015/1",
    "003": "guangxi/civil-air-defence-opinions/1",
    "004": "commentary/pressing-responsibility-down/1",
}


def name_of(path: Path) -> str:
    return "/".join(path.parent.relative_to(PACKS).parts)


def pack_named(name: str) -> Pack:
    return load_pack(PACKS / name / "pack.yaml")

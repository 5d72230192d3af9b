"""Regulations as data: strict YAML in, frozen checked values out. No framework, no database."""

from liangze.packs.dump import dump_pack, pack_digest
from liangze.packs.load import load_pack, load_topics, parse_pack
from liangze.packs.refusals import PackErrors, PackRefusal
from liangze.packs.values import (
    Measure,
    Pack,
    PackClause,
    Permit,
    Situation,
    Standing,
    Topic,
    Trigger,
)

__all__ = [
    "Measure",
    "Pack",
    "PackClause",
    "PackErrors",
    "PackRefusal",
    "Permit",
    "Situation",
    "Standing",
    "Topic",
    "Trigger",
    "dump_pack",
    "load_pack",
    "load_topics",
    "pack_digest",
    "parse_pack",
]

"""The table of ratios: each figure beside its own raw limit, measured in the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """`measured` and `raw` in the same unit; `limit` is the largest ratio allowed. `note` says what the raw limit is."""

    name: str
    measured: float
    raw: float
    limit: float
    unit: str
    note: str

    @property
    def ratio(self) -> float:
        return self.measured / self.raw

    @property
    def holds(self) -> bool:
        return self.ratio <= self.limit


def print_table(rows: list[Ratio]) -> None:
    """One line a figure."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Ratios to raw limits of the same run")
    for heading in ("what", "measured", "raw limit", "ratio", "at most", "", "raw limit is"):
        table.add_column(heading, justify="left" if heading in ("what", "raw limit is", "") else "right")
    for row in rows:
        figures = (f"{row.measured:,.2f} {row.unit}", f"{row.raw:,.2f} {row.unit}", f"{row.ratio:.3f}", f"{row.limit:g}")
        table.add_row(row.name, *figures, "holds" if row.holds else "MISSED", row.note)
    Console(width=200).print(table)

"""Documents → clauses and duty drafts. No Django, no database; the only room that looks into files.

    read(source: bytes, *, filename) -> Reading
    read_file(path) -> Reading

A reading is a proposal for a person to confirm: nothing here decides that a duty exists.
"""

from liangze.reading.errors import UnreadableDocument
from liangze.reading.reader import read, read_file, read_text
from liangze.reading.result import Clause, Due, DutyDraft, Head, Reading, VagueMention

__all__ = ["Clause", "Due", "DutyDraft", "Head", "Reading", "UnreadableDocument", "VagueMention", "read", "read_file", "read_text"]

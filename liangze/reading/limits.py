"""How much a document may ask of the machine. Sizes in bytes, times in seconds.

A regulation is some hundred kilobytes at most; the limits leave room for a collection of them and stop everything
that is made to hurt.
"""

from __future__ import annotations

FILE_BYTES = 60_000_000  # any file, before it is looked at
TEXT_BYTES = 60_000_000  # plain text and HTML, as bytes
TEXT_CHARS = 25_000_000  # what is left of any document as text

ARCHIVE_BYTES = 80_000_000  # all members of a docx unpacked
MEMBER_BYTES = 40_000_000  # one member of a docx unpacked
ARCHIVE_MEMBERS = 4_000
XML_DEPTH = 200  # elements inside each other in docx and HTML

PDF_PAGES = 1_000
CHILD_SECONDS = 60  # clock time of the process that reads a PDF
CHILD_CPU_SECONDS = 50
CHILD_BYTES = 1_500_000_000  # its address space

OFFICE_SECONDS = 60  # LibreOffice converting doc or wps

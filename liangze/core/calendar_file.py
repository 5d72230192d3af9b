"""Calendar files (iCalendar, RFC 5545): text escaped, lines folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

WIDTH = 75  # octets of a line, RFC 5545 3.1


def escaped(value: str) -> str:
    """Escaped (RFC 5545 3.3.11); no character is left that some program takes for the end of the line: what follows it is not ours."""
    value = "\n".join(value.splitlines())
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(plain, written)
    return "".join(letter for letter in value if letter >= " ")


def folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, cut between characters; what goes on begins with a blank."""
    part = ""
    for character in line:
        if len((part + character).encode()) > WIDTH:
            yield part
            part = " "
        part += character
    yield part


def calendar_text(lines: Iterable[str]) -> str:
    """The whole file: every line folded and ended as the standard asks."""
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))

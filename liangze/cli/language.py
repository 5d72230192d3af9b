"""Help, headings and complaints about the command line itself, in the language of LIANGZE_LANGUAGE."""

from __future__ import annotations

import gettext
import os
import re
from typing import Any

from liangze.cli.words import LOCALE, english, translated

#: What typer says without asking gettext: how it begins in English, and our words for it.
USAGE = (
    (re.compile(r"Missing (?:option|argument|parameter) '(?P<name>[^']+)'.*"), "%(name)s is missing."),
    (re.compile(r"No such option: (?P<name>\S+).*"), "There is no option %(name)s."),
    (re.compile(r"Invalid value for '(?P<name>[^']+)': (?P<value>.+)"), "%(name)s: this value does not fit (%(value)s)."),
    (re.compile(r"Got unexpected extra argument\S* \((?P<name>.+)\)"), "Too much is written here: %(name)s."),
    (re.compile(r"Option '?(?P<name>[^']+?)'? requires an argument\.?"), "%(name)s needs a value."),
)


def speak() -> None:
    """Let typer ask our catalogue for its headings. Before its help is loaded: it translates them once, at import."""
    if not english():
        os.environ["LANGUAGE"] = "zh_Hans"
        gettext.bindtextdomain("django", LOCALE)
        gettext.textdomain("django")


def translate_help(command: Any) -> Any:
    """The same command with its help, its options' help and its subcommands' help in the language chosen."""
    for name in ("help", "short_help"):
        if text := getattr(command, name, None):
            setattr(command, name, translated(" ".join(text.split())))
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            parameter.help = translated(text)
    if option := command.get_help_option(command.context_class(command)):
        option.help = translated("Show this message and exit.")
    for inner in getattr(command, "commands", {}).values():
        translate_help(inner)
    return command


def complaint(message: str) -> str:
    """Our words for a complaint about what was typed; as it is where we have none."""
    for pattern, words in USAGE:
        if found := pattern.fullmatch(message.replace("\n", " ").strip()):
            return translated(words, found.groupdict())
    return message

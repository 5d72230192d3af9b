"""What pack writers are told: English msgids, all in one place. Places are `%(name)s`; an entrance translates them."""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """What is wrong, and what to do now."""

    what: str
    remedy: str


# the file
NO_FILE = Message("There is no such file.", "Give the path of a pack.yaml.")
NOT_READABLE = Message("The file cannot be read: %(problem)s.", "Check the path and its permissions.")
TOO_LARGE = Message(
    "The file has %(size)s bytes; the limit is %(most)s.",
    "A pack tells clauses in short words; shorten it.",
)
NOT_UTF8 = Message("The file is not UTF-8 text.", "Save it as UTF-8.")
EMPTY = Message("The file is empty.", "Start from docs/packs.md.")
NOT_YAML = Message(
    "This is not YAML: %(problem)s.",
    "Check indentation, quotes and brackets near this line.",
)
SEVERAL_DOCUMENTS = Message(
    "The file holds more than one document.",
    "Remove the line `---` and what follows it.",
)
ANCHOR = Message("Anchors and aliases (& and *) are not allowed.", "Write the value out.")
TAG = Message(
    "The tag %(tag)s is not allowed.",
    "Remove it; put quotes around a text that needs them.",
)
TOO_DEEP = Message(
    "The nesting is deeper than %(most)s.",
    "A pack never needs that; check the indentation.",
)
KEY_NOT_TEXT = Message("A key must be a word.", "Check the indentation and the colon.")
DUPLICATE_KEY = Message("The key %(name)s stands twice; first in line %(first)s.", "Keep one of them.")

# shapes
UNKNOWN_KEY = Message("The key %(name)s is not known here.", "Known keys: %(known)s.")
UNKNOWN_KEY_NEAR = Message("The key %(name)s is not known here.", "Did you mean %(near)s?")
MISSING_KEY = Message("The key %(name)s is missing.", "Add it.")
WANTS_MAP = Message("This must be a map of keys and values.", "Write `key: value` lines, or {key: value}.")
WANTS_LIST = Message("This must be a list.", "Write [one, two], or lines that begin with a hyphen.")
WANTS_TEXT = Message("This must be a text.", "Fill it in; put quotes around a number, a date, true, false or null that is meant as text.")
WANTS_NUMBER = Message("This must be a whole number.", "Write it in figures, without quotes.")
WANTS_TRUTH = Message("This must be true or false.", "Write one of the two words, without quotes.")
WANTS_DATE = Message("This must be a date.", "Write it as 2026-01-31, without quotes.")
WANTS_WORD = Message("This must be a single word or figure.", "Remove the brackets, or check the indentation.")
NOT_IN_VOCABULARY = Message("%(value)s is not one of the known words.", "Use one of: %(known)s.")
NOT_IN_VOCABULARY_NEAR = Message("%(value)s is not one of the known words.", "Did you mean %(near)s?")
NOT_A_DATE = Message("%(value)s is not a day of the calendar.", "Write it as 2026-01-31, without quotes.")
DATE_FAR = Message("%(value)s is not between the years %(first)s and %(last)s.", "Check the year.")
LENGTH = Message(
    "The text has %(length)s characters; it must have %(least)s to %(most)s.",
    "Say it in that length.",
)
IDENT = Message("%(value)s cannot be an id.", "Use small letters, digits and single hyphens.")
DIGEST = Message("%(value)s is not a SHA-256.", "Write its 64 hexadecimal digits in small letters.")
ERA = Message("%(value)s is not an era.", "Write two years with a hyphen, 2014-2016; the second may be open, 2018-.")
SPACES = Message(
    "The text begins or ends with white space, or holds a line break or an unseen sign.",
    "Write it on one line.",
)
REPEATED = Message("%(value)s stands twice in this list.", "Keep one of them.")
DAY_OF_MONTH = Message(
    "The day must be a number from 1 to 31, or the word last.",
    "Use `last` for the end of the month.",
)

# checks
ID_TWICE = Message(
    "The id %(id)s is used twice; first in line %(first)s.",
    "Ids are unique in a pack; choose another.",
)
NO_SUCH_CLAUSE = Message("The pack has no clause %(path)s.", "Cite the labels as `clauses` has them.")
NO_SUCH_CLAUSE_NEAR = Message("The pack has no clause %(path)s.", "Did you mean %(near)s?")
CLAUSE_TWICE = Message("The clause %(path)s stands twice; first in line %(first)s.", "Keep one of them.")
CLAUSE_WITHOUT_PARENT = Message(
    "The clause %(path)s comes without or before the clause %(parent)s.",
    "Put the outer clause in, before the inner one.",
)
PATH_LONG = Message("The labels of the clause have %(length)s characters together; the limit is %(most)s.", "Shorten the heading.")
EMPTY_CLAUSE = Message("A citation names at least one label.", "Write the labels from the outermost in.")
DUE_DAY = Message(
    "Month %(month)s has no day %(day)s in every year.",
    "Write {month: %(month)s, day: last}.",
)
DUE_MONTH = Message("%(month)s is not a month of the year.", "Months are 1 to 12.")
DUE_OUTSIDE = Message(
    "Month %(month)s lies outside a period of %(months)s months.",
    "For month, quarter and half_year the month counts from 1 within the period.",
)
PREVIOUS_NEEDS_DUE = Message(
    "A duty about the previous period needs a due day.",
    "Say by when in the next period it is due.",
)
PREVIOUS_ONCE = Message(
    "A single dated duty has no previous period.",
    "Remove `about`, or choose another cadence.",
)
ONCE_NEEDS_DATES = Message(
    "A single dated duty needs `opens` and `due` as dates.",
    "Write both, as 2016-01-01.",
)
ONCE_ORDER = Message("It opens on %(opens)s, after it is due on %(due)s.", "Put the two days in order.")
DATES_NEED_ONCE = Message("Fixed dates belong to `every: once` only.", "Use {month, day}, or `every: once`.")
TIMES = Message("It must be done 1 to %(most)s times; %(times)s does not fit.", "Write a number in these bounds; once is the default.")
TOWARDS = Message(
    "%(role)s has no such counterparts: %(towards)s.",
    "Counterparts of %(role)s: %(known)s.",
)
ACCEPT_KIND = Message(
    "Only reports and plans are accepted by somebody; this is %(kind)s.",
    "Remove `accept`.",
)
ACCEPT_TO = Message("%(accept)s must accept it, but it does not go there.", "Add it to `to`.")
TOPIC_UNKNOWN = Message("The topic %(topic)s is not declared.", "Declare it under `topics`.")
TOPIC_UNKNOWN_NEAR = Message("The topic %(topic)s is not declared.", "Did you mean %(near)s?")
TOPIC_UNUSED = Message("The topic %(topic)s is declared and never used.", "Remove it.")
TOPIC_KIND = Message("The topic %(topic)s does not go with %(kind)s.", "It goes with: %(known)s.")
NO_TOPIC = Message(
    "A duty without a topic would be settled by any %(kind)s.",
    "Name at least one topic.",
)
IN_FORCE_ORDER = Message("It ends on %(until)s, before it begins on %(since)s.", "Put the two days in order.")
IN_FORCE_BEFORE_ISSUE = Message(
    "It is in force from %(since)s, before it was issued on %(issued)s.",
    "Check the two days.",
)
CHECKED_BEFORE_ISSUE = Message(
    "It was checked on %(checked)s, before it was issued on %(issued)s.",
    "Check the two days.",
)
VERSION = Message("Versions count from 1 to %(most)s; %(version)s does not fit.", "Write 1 for the first.")
LIST_NUMBER = Message(
    "The list %(part)s / %(group)s has no number %(number)s.",
    "Number its items from 1 without gaps.",
)
LIST_TWICE = Message(
    "Number %(number)s of the list %(part)s / %(group)s stands twice.",
    "Number its items from 1 without gaps.",
)
LIST_ROLE = Message(
    "An item of the list of %(group)s cannot be owed by %(role)s.",
    "Make role and group the same.",
)
NO_SUCH_DUTY = Message("The pack has no timed duty %(id)s.", "`see` names ids of `duties`.")
TALK_MISSING = Message("A talk must say which kind of talk.", "Add `talk`: %(known)s.")
TALK_WITHOUT_TALK = Message("`talk` is only for `act: talk`; this is %(kind)s.", "Remove one of the two.")
MEASURES_EMPTY = Message("A measure must name what follows.", "Add at least one word to `measures`.")
MEASURE_AGAINST_BODY = Message("%(measure)s cannot be taken against a body.", "Make it `against: person`.")
MEASURE_AGAINST_PERSON = Message("%(measure)s cannot be taken against a person.", "Make it `against: body`.")
AGAINST_EMPTY = Message(
    "A situation must say who is held to account.",
    "Write `against: [body, person]` or one of them.",
)
ERA_ORDER = Message("The era ends before it begins.", "Put the two years in order.")
ERA_TERM = Message(
    "%(term)s did not exist in the years %(era)s.",
    "A pack speaks with the words of its own time.",
)
SHARED_TOPIC = Message(
    "The topic %(topic)s is called %(zh)s / %(en)s in the shared list.",
    "Use the names of packs/topics.yaml.",
)

PERMIT_ROLES = Message(
    "A letter is signed by persons: the seats that may be asked are missing.", "Name their roles in `to`, as the clause does."
)
PERMIT_BODY = Message("%(role)s is a body and signs no letter.", "Name the seat that signs for it: principal, discipline_principal.")
PERMIT_VETO = Message(
    "A rule of the level %(level)s cannot carry a one-vote veto.", "Leave it out; only the centre or a province may set one."
)
PERMIT_UPWARD = Message("The level %(level)s stands above all units that may issue.", "Name only levels at or below those of `by`.")

# examples
EXAMPLE_DUTY = Message("The pack has no timed duty %(id)s.", "`duty` names an id of the pack.")
EXAMPLE_YEAR = Message("%(year)s is not between the years %(first)s and %(last)s.", "Check the year.")
EXAMPLE_UNIT = Message("The example has no unit %(code)s.", "Name a code that stands in `units`, the upper unit first.")
EXAMPLE_SEAT = Message("The example has no seat %(seat)s.", "Write unit/seat, as in a/principal; the seat stands in `seats`.")
EXAMPLE_ROLE = Message("%(seat)s is not a seat.", "Write a role, or a role with a number: member-1. Known: %(known)s.")
EXAMPLE_COUNT = Message("Example “%(name)s”: %(found)s obligations come out, %(wanted)s are expected.", "They are: %(list)s.")
EXAMPLE_NONE = Message("Example “%(name)s”: no such obligation comes out.", "They are: %(list)s.")
EXAMPLE_FIELD = Message("Example “%(name)s”, %(which)s: %(field)s is %(found)s, %(wanted)s is expected.", "Mend the duty or the example.")
EXAMPLE_STATE = Message(
    "Example “%(name)s”, %(which)s: on %(day)s it is %(found)s, %(wanted)s is expected.", "Mend the duty or the example."
)

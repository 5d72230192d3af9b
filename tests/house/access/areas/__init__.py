"""The access matrix by area: `<area>.yaml` says who gets in where (in the words of ../matrix.yaml), `<area>.py` makes what it points at.

    TARGETS  what the places of an address point at unless the row says otherwise: {"talk_id": "talk"}
    made(place, acts, day)  makes it; the targets by name. `acts` is each person's Acting by the name the table uses.
"""

from tests.house.access.areas import hearings, meetings, problems, reports, study, talks

#: In the order in which they are made: later ones may point at what earlier ones made.
AREAS = (problems, talks, meetings, study, reports, hearings)

"""Template tags of the house: icons, state chips, clause chips, dates."""

from django import template

register = template.Library()

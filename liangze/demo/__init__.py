"""An invented place with a year of work: to look at, to try, and, scaled to a province, to measure.

Nobody and nothing in it is real; names are numbers.
"""

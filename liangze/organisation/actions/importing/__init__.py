"""Importing a workbook in sets: staged, resolved, checked and stored in the database.

stage → tables `stage_*`, one row for each row of a sheet.  resolve → numbers of what is named, what is new or changed,
and the `*_after` tables: the organisation as it would be.  check → findings.  store → the real tables.
A row that is not yet stored carries the negative number of its row, so that others can refer to it.
"""

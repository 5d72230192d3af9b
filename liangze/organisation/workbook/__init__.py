"""The workbook of the organisation: its sheets and columns, reading and writing. No database here.

The words of the format are Chinese and fixed: a workbook filled in under one language of the interface is read
under any other, and after a rewording of the pages.
"""

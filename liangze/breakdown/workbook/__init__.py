"""The workbook of tasks: its sheets and columns, and reading them as rows that belong together. No database here."""

"""Values to PDF, DOCX and XLSX. No Django."""

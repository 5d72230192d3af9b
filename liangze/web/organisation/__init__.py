"""Pages of the organisation: units, people, who was responsible, import and export."""

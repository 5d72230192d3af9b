"""The year-end review (逐项过堂): every obligation and task of a unit and year, with a decision, an opinion and a signature."""

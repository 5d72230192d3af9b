"""What is done: quick entries; later meetings, talks, reports. Emits deeds."""

"""Study, lectures, training, cautionary and exemplary education, and whom they have reached (学习教育)."""

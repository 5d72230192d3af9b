"""Rules: documents read in, drafts confirmed, packs installed, versions adopted and in force."""

"""Who gets in where: every address and every operation, asked for by everybody."""

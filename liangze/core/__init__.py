"""What the product decides, as pure functions over frozen values. No framework, no clock, no disk."""

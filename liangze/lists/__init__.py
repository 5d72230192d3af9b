"""Responsibility lists (责任清单): from the duties that apply to what is signed, published and commented on; copied lists."""

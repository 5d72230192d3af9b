"""Small numbers in Chinese, for plain numbered names."""

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """1 to 999 as it is said: 一, 十二, 一百零三. Raises ValueError outside."""
    if not 1 <= number <= 999:
        raise ValueError(f"1 to 999, not {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")

"""Counts words."""

from collections import Counter


def count(text: str) -> Counter[str]:
    """How often each word is in the text. Upper and lower case are one."""
    return Counter(text.lower().split())

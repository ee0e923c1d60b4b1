#!/usr/bin/python3
"""Counts the words of its arguments and of /etc/words."""

import sys


def count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    with open("/etc/words", encoding="utf-8") as file:
        print(count(file.read(), *sys.argv[1:]))

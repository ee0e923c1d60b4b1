import subprocess
import sys

from words import count


def test_counts_words():
    assert count("one  two", "three\n", "") == 3


def test_counts_those_of_the_image_too():
    assert subprocess.check_output([sys.executable, "words.py", "and more"]) == b"3\n"

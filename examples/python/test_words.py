from words import count


def test_words_are_counted_in_any_case() -> None:
    assert count("A tree\n a Key") == {"a": 2, "tree": 1, "key": 1}

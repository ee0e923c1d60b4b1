//! Counts words.
use itertools::Itertools;
use std::collections::HashMap;

/// How often each word is in the text. Upper and lower case are one.
pub fn count(text: &str) -> HashMap<String, usize> {
    text.split_whitespace().map(str::to_lowercase).counts()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_any_case() {
        let want = [("a", 2), ("tree", 1), ("key", 1)];
        let want = want.map(|(word, times)| (word.to_owned(), times));
        assert_eq!(count("A tree\n a Key"), want.into());
    }
}

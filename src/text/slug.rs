//! Slugs: any text in, a piece of a URL of `[a-z0-9-]` out.

use super::fold::fold;

/// The folded text with every run of other characters as one hyphen, none at
/// the ends. Empty when the text holds no letter or digit that folds to ASCII.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let mut slug = String::with_capacity(folded.len());
    for word in folded.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The slug of every segment of a path, joined by `/`; segments that slug to
/// nothing disappear: `a/Đề án 06//x` is `a/de-an-06/x`.
pub fn slug_path(path: &str) -> String {
    let segments: Vec<String> = path
        .split('/')
        .map(slug)
        .filter(|segment| !segment.is_empty())
        .collect();
    segments.join("/")
}

/// The longest name a folder should have, in bytes; file systems allow 255, and files have names beside it.
const LONGEST: usize = 100;

/// A slug that is always a usable folder name: never empty, never too long. What is cut off, or lost altogether, is
/// told apart by a hash of the text.
pub fn folder_slug(text: &str) -> String {
    let whole = slug(text);
    if !whole.is_empty() && whole.len() <= LONGEST {
        return whole;
    }
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let start = whole[..whole.len().min(LONGEST - 20)].trim_end_matches('-');
    let parts = [start, &hash[..12]];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_are_never_empty_or_too_long() {
        assert_eq!(folder_slug("UBND xã"), "ubnd-xa");
        let long = "Ban Chỉ đạo ".repeat(40);
        assert!(
            folder_slug(&long).len() <= LONGEST && folder_slug(&long).starts_with("ban-chi-dao")
        );
        assert_ne!(folder_slug(&long), folder_slug(&format!("{long}khác")));
        assert!(!folder_slug("???").is_empty() && folder_slug("???") != folder_slug("!!!"));
    }

    #[test]
    fn vietnamese_becomes_ascii_words() {
        assert_eq!(slug("Đảng ủy xã Trà Bồng (mới)"), "dang-uy-xa-tra-bong-moi");
        assert_eq!(slug("25-KH/TW"), "25-kh-tw");
        assert_eq!(slug("— … —"), "");
        assert_eq!(slug("会议"), "");
    }

    #[test]
    fn paths_keep_their_slashes() {
        assert_eq!(slug_path("a/b c/d"), "a/b-c/d");
        assert_eq!(slug_path("/2026//Họp giao ban/"), "2026/hop-giao-ban");
    }
}

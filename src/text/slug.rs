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

#[cfg(test)]
mod tests {
    use super::*;

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

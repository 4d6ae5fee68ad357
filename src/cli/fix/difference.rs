//! What a repair changes, as a unified diff without context: two texts in, hunks of lines out.

/// Lines that are taken away and lines that stand there instead.
struct Hunk<'t> {
    /// The index of the first line in the old text.
    before: usize,
    /// The index of the first line in the new text.
    after: usize,
    old: Vec<&'t str>,
    new: Vec<&'t str>,
}

/// The diff of one file.
pub(super) fn difference(path: &str, old: &str, new: &str) -> String {
    let mut text = format!("--- {path}\n+++ {path}\n");
    for hunk in hunks(old, new) {
        let range = |start: usize, lines: &[&str]| match lines.len() {
            0 => format!("{start},0"),
            1 => format!("{}", start + 1),
            count => format!("{},{count}", start + 1),
        };
        let (before, after) = (range(hunk.before, &hunk.old), range(hunk.after, &hunk.new));
        text.push_str(&format!("@@ -{before} +{after} @@\n"));
        for line in &hunk.old {
            text.push_str(&format!("-{}\n", line.trim_end_matches(['\r', '\n'])));
        }
        for line in &hunk.new {
            text.push_str(&format!("+{}\n", line.trim_end_matches(['\r', '\n'])));
        }
    }
    text
}

/// How many lines a repair touches.
pub(super) fn touched(old: &str, new: &str) -> usize {
    let hunks = hunks(old, new);
    hunks
        .iter()
        .map(|hunk| hunk.old.len().max(hunk.new.len()))
        .sum()
}

/// The hunks between the lines both texts share, by the longest common subsequence. Only the lines between the first
/// and the last that differ are compared: a front matter, mostly.
fn hunks<'t>(old: &'t str, new: &'t str) -> Vec<Hunk<'t>> {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev());
    let tail = tail.take_while(|(a, b)| a == b).count();
    let old_part = &old_rest[..old_rest.len() - tail];
    let new_part = &new_rest[..new_rest.len() - tail];
    let lengths = common_lengths(old_part, new_part);
    let mut hunks: Vec<Hunk<'t>> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut is_open = false;
    while i < old_part.len() || j < new_part.len() {
        if i < old_part.len() && j < new_part.len() && old_part[i] == new_part[j] {
            (i, j) = (i + 1, j + 1);
            is_open = false;
            continue;
        }
        if !is_open {
            hunks.push(Hunk {
                before: start + i,
                after: start + j,
                old: Vec::new(),
                new: Vec::new(),
            });
            is_open = true;
        }
        let takes_old =
            j == new_part.len() || (i < old_part.len() && lengths[i + 1][j] >= lengths[i][j + 1]);
        if let Some(hunk) = hunks.last_mut() {
            if takes_old {
                hunk.old.push(old_part[i]);
                i += 1;
            } else {
                hunk.new.push(new_part[j]);
                j += 1;
            }
        }
    }
    hunks
}

/// For every pair of places the length of the longest common subsequence behind them.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut lengths = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i][j] = if old[i] == new[j] {
                lengths[i + 1][j + 1] + 1
            } else {
                lengths[i + 1][j].max(lengths[i][j + 1])
            };
        }
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_what_patch_reads() {
        assert_eq!(
            difference("a", "x\nb\ny\nz\n", "x\nc\ny\nw\nz\n"),
            "--- a\n+++ a\n@@ -2 +2 @@\n-b\n+c\n@@ -3,0 +4 @@\n+w\n"
        );
        assert_eq!(touched("x\nb\n", "x\nc\n"), 1);
        assert_eq!(difference("a", "b\na\n", "a\nb\n").matches('\n').count(), 6);
    }
}

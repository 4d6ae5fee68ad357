//! QR codes as inline SVG: an address in, one path of horizontal runs out.

use std::fmt::Write as _;

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Light modules around the code (ISO/IEC 18004 wants four).
const QUIET: i32 = 4;

/// Readers undo any mask. To try all eight and score them took four fifths of the time, a tenth of a whole build.
const MASK: u8 = 7;

/// An `<svg>` with the code for `text`, or nothing where it is too long for one. `label` is what a screen reader says,
/// `id` names the element.
pub(super) fn qr(text: &str, label: &str, id: Option<&str>) -> String {
    let Some(code) = code(text) else {
        return String::new();
    };
    let size = code.size();
    let side = size + 2 * QUIET;
    let id = id.map_or_else(String::new, |id| format!(" id=\"{}\"", escaped(id)));
    let mut svg = format!(
        "<svg{id} class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"132\" height=\"132\" role=\"img\" aria-label=\"{}\"><path class=\"qr-paper\" d=\"M0 0h{side}v{side}H0z\"/><path class=\"qr-ink\" d=\"",
        escaped(label)
    );
    for row in 0..size {
        let mut column = 0;
        while column < size {
            let end = (column..size).find(|at| !code.get_module(*at, row));
            let length = end.unwrap_or(size) - column;
            if length > 0 {
                let (x, y) = (column + QUIET, row + QUIET);
                let _ = write!(svg, "M{x} {y}h{length}v1H{x}z");
            }
            column += length.max(1);
        }
    }
    svg.push_str("\"/></svg>");
    svg
}

/// The smallest code that corrects an error in seven modules.
fn code(text: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(text);
    let (smallest, largest) = (Version::MIN, Version::MAX);
    let mask = Some(Mask::new(MASK));
    let level = QrCodeEcc::Medium;
    QrCode::encode_segments_advanced(&segments, level, smallest, largest, mask, false).ok()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finder_pattern_stands_in_the_corner() {
        let svg = qr("https://niemyet.example.vn/cap/xa/", "Mã \"QR\"", None);
        assert!(svg.contains("M4 4h7v1H4z"), "{svg}");
        assert!(svg.contains("aria-label=\"Mã &quot;QR&quot;\""), "{svg}");
        assert!(!svg.contains("style="), "{svg}");
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        assert_eq!(qr(&"x".repeat(5000), "", None), "");
    }
}

//! QR codes as inline SVG: an address in, one path of horizontal runs out.

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
    let side = code.size() + 2 * QUIET;
    let id = id.map_or_else(String::new, |id| format!(" id=\"{}\"", escaped(id)));
    let mut svg = format!(
        "<svg{id} class=\"qr\" viewBox=\"0 0 {side} {side}\" width=\"132\" height=\"132\" role=\"img\" aria-label=\"{}\"><path class=\"qr-paper\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"",
        escaped(label)
    );
    draw(&code, &mut svg);
    svg.push_str("\"/></svg>");
    svg
}

/// Dark modules as lines as wide as a module, row by row: half as long as their outlines would be, and a page of a notice
/// is sent with one.
fn draw(code: &QrCode, svg: &mut String) {
    let size = code.size();
    for row in 0..size {
        let is_dark = |column: &i32| code.get_module(*column, row);
        let mut end = 0;
        while let Some(start) = (end..size).find(is_dark) {
            if end == 0 {
                svg.push('M');
                push_number(svg, start + QUIET);
                svg.push(' ');
                push_number(svg, row + QUIET);
                svg.push_str(".5");
            } else {
                svg.push('m');
                push_number(svg, start - end);
                svg.push_str(" 0");
            }
            end = (start..size)
                .find(|column| !is_dark(column))
                .unwrap_or(size);
            svg.push('h');
            push_number(svg, end - start);
        }
    }
}

/// A number that is not negative, several hundred times a page.
fn push_number(svg: &mut String, number: i32) {
    if number > 9 {
        push_number(svg, number / 10);
    }
    svg.extend(u8::try_from(number % 10).map(|digit| char::from(b'0' + digit)));
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
        assert!(svg.contains("d=\"M4 4.5h7m"), "{svg}");
        assert!(svg.contains("M4 5.5h1m5 0h1m"), "{svg}");
        assert!(svg.contains("aria-label=\"Mã &quot;QR&quot;\""), "{svg}");
        assert!(!svg.contains("style="), "{svg}");
    }

    #[test]
    fn what_does_not_fit_is_left_out() {
        assert_eq!(qr(&"x".repeat(5000), "", None), "");
    }
}

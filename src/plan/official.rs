//! What the paper itself carries around its text: the letterhead of the Party or of the state, for print.
//!
//! Party papers follow Hướng dẫn 05-HD/VPTW, state ones Nghị định 30/2020/NĐ-CP, Phụ lục I.

use serde::Serialize;

use super::Plan;
use crate::catalog::Key;
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Issued, Notice};
use crate::text::dates::{date_long_vi, month_year_vi};
use crate::text::fold::fold;

/// The letterhead.
#[derive(Debug, Serialize)]
pub(super) struct Official<'a> {
    /// Party paper; a state one otherwise.
    party: bool,
    /// "Giấy mời", in every language of the portal.
    type_name: &'static str,
    /// The body the issuer belongs to, printed above it.
    parent: Option<&'a str>,
    issuer: &'a str,
    number: Option<&'a str>,
    /// "Quảng Ngãi, ngày 09 tháng 7 năm 2026", with a gap where the day is blank.
    place_and_date: Option<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn official(&'a self, key: Key) -> Official<'a> {
        let notice = self.catalog.get(key);
        let units = &self.catalog.site.units;
        let parent = self
            .catalog
            .issuer(key)
            .and_then(|unit| units.get(unit).parent);
        // The root of a tree is the territory, "Xã Tân Lập", which issues nothing.
        let above = parent.filter(|parent| units.get(*parent).parent.is_some());
        Official {
            party: is_party(notice),
            type_name: notice.document_type.vi,
            parent: above.map(|unit| units.get(unit).name.as_str()),
            issuer: &notice.issuer.value,
            number: notice.number.as_ref().map(|number| number.text.as_str()),
            place_and_date: place_and_date(notice),
        }
    }
}

/// The number's shape tells; without a number, the issuer's name does.
fn is_party(notice: &Notice) -> bool {
    if let Some(number) = &notice.number {
        return number.style == SymbolStyle::Party;
    }
    let issuer = fold(&notice.issuer);
    let party = [
        "dang",
        "tinh uy",
        "thanh uy",
        "huyen uy",
        "quan uy",
        "ban bi thu",
        "bo chinh tri",
        "chi bo",
    ];
    party.iter().any(|word| issuer.contains(word))
}

fn place_and_date(notice: &Notice) -> Option<String> {
    let date = match notice.issued.as_deref()? {
        Issued::Day(day) => date_long_vi(*day),
        Issued::Month(day) => {
            let month = month_year_vi(day.year(), day.month());
            format!("ngày\u{2003}\u{2003}{month}")
        }
    };
    Some(match &notice.issued_at {
        Some(place) => format!("{place}, {date}"),
        None => date,
    })
}

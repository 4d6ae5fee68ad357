//! Portals that take notices from other portals: what one publishes, another reads.

pub(crate) mod hostile;
pub(crate) mod portals;
mod round_trip;

use std::fs;
use std::path::Path;

use jiff::civil::date;

use niemyet::catalog::Catalog;
use niemyet::notice::Notice;
use niemyet::plan::{Plan, Routes};
use niemyet::site::Audience;
use niemyet::{Inspection, Request, inspect};

use crate::support::Site;

/// A portal in the making: `base_url` names it, `sources` are its `[[source]]` tables.
pub(crate) fn portal(title: &str, base_url: &str, sources: &str) -> Site {
    let table = format!("title = \"{title}\"\nbase_url = \"{base_url}\"\naudience = \"public\"\n");
    Site::new().table("site.toml", &format!("{table}{sources}"))
}

/// `[[source]]` for the portal published below `site`.
pub(crate) fn source(name: &str, site: &Site) -> String {
    let folder = site.root().join("public");
    format!("[[source]]\nname = \"{name}\"\nfrom = {folder:?}\n")
}

/// A public invitation; `more` goes into its front matter.
pub(crate) fn invitation(number: &str, title: &str, more: &str) -> String {
    format!(
        r#"+++
type = "GM"
number = "{number}"
issued = 2026-06-29
published = 2026-06-29 08:00
level = "commune"
issuer = "UBND xã"
title = "{title}"
audience = "public"
recipients = ["Như trên", "Lưu: VT"]
{more}
[signature]
post = "Chủ tịch"
[[session]]
date = 2026-07-01
start = 07:30
end = 09:00
[[point]]
place = "Hội trường UBND xã"
chair = [{{ post = "Chủ tịch UBND xã" }}]
participants = ["Trưởng các thôn"]
+++
Đề nghị đến đúng giờ.
"#
    )
}

/// The notice of an id.
fn named<'a>(catalog: &'a Catalog, id: &str) -> &'a Notice {
    let found = catalog.iter().find(|(_, notice)| notice.id == id);
    found.unwrap_or_else(|| panic!("no {id}")).1
}

fn inspected(root: &Path, audience: Option<Audience>) -> Inspection {
    let request = Request {
        root: root.to_owned(),
        audience,
        language: None,
    };
    inspect(&request).unwrap()
}

/// Writes what other portals read, `public/api/`, and nothing else: quicker than a whole release.
pub(crate) fn publish_data(root: &Path, audience: Option<Audience>) -> usize {
    let Inspection { catalog, problems } = inspected(root, audience);
    assert!(!niemyet::problem::any_error(&problems), "{problems:#?}");
    let catalog = catalog.unwrap();
    let audience = catalog.site.audience;
    let catalog = catalog.published_for(audience, date(2199, 1, 1).at(0, 0, 0, 0));
    let plan = Plan::new(&catalog, date(2026, 7, 6));
    for data in plan.data() {
        let path = root
            .join("public")
            .join(Routes::file(&plan.data_path(data)));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, plan.data_bytes(data)).unwrap();
    }
    catalog.len()
}

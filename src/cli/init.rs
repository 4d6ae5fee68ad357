//! `niemyet init`: a folder that builds at once, with a notice to learn from.

use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::args::Global;
use super::files::write;
use super::front_matter::quoted;
use super::output::Output;
use super::schema::write_all;
use crate::{Error, read, say, sources};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Example:\n  niemyet init cong-lich --title \"Lịch họp xã Tân Lập\" --url https://lich.example.vn"
)]
pub(super) struct Init {
    /// Thư mục mới; mặc định là --root / the new folder
    folder: Option<PathBuf>,
    /// Tên cổng / the portal's name
    #[arg(long, default_value = "Lịch họp và giấy mời")]
    title: String,
    /// Địa chỉ sẽ đăng / the address it will have
    #[arg(long, default_value = "https://lich.example.vn", value_name = "URL")]
    url: String,
}

const SITE: &str = include_str!("init/site.toml");
const NOTICE: &str = include_str!("init/hop-giao-ban.md");
const IGNORED: &str = "/public\n/.public.niemyet-*\n";

pub(super) fn run(init: &Init, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let folder = init.folder.as_ref().unwrap_or(&global.root);
    let shown = folder.display();
    if folder.join("content/site.toml").exists() {
        output.mistake(&say!(
            "{shown}/content/site.toml đã có: thư mục này đã là một trang",
            "{shown}/content/site.toml exists: this folder is a site already"
        ));
        return Ok(Outcome::Mistakes);
    }
    let site = SITE
        .replace("{title}", &quoted(&init.title))
        .replace("{url}", &quoted(init.url.trim_end_matches('/')));
    write_new(&folder.join("content/site.toml"), &site)?;
    write_new(&folder.join("content/vi-du/hop-giao-ban.md"), NOTICE)?;
    write_new(&folder.join(".gitignore"), IGNORED)?;
    if let (Some(site), _) = read::read_site(&sources::load(folder)?) {
        write_all(&site, folder)?;
    }
    output.say(&say!(
        "đã tạo trang trong `{shown}`. Tiếp theo:\n  \
         1. xem content/site.toml, sửa tên và địa chỉ của cổng\n  \
         2. niemyet new TÊN-TỆP    tạo thông báo đầu tiên\n  \
         3. niemyet build          đăng vào public/",
        "made a site in `{shown}`. Next:\n  \
         1. look at content/site.toml, set the portal's name and address\n  \
         2. niemyet new NAME       start the first notice\n  \
         3. niemyet build          publish into public/"
    ));
    Ok(Outcome::Done)
}

/// Writes a file that is not there yet; what is there stays.
fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    match path.exists() {
        true => Ok(()),
        false => write(path, text),
    }
}

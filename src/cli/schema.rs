//! `niemyet schema`: what editors need to complete and explain keys. Prints one JSON Schema, or writes all of them with
//! a `.taplo.toml` that says which file each is for, so that an editor needs no network.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::args::Global;
use super::files::write;
use super::output::Output;
use super::{Outcome, site_of};
use crate::plan::schema::{WrittenFile, schema};
use crate::site::Site;
use crate::{Error, say};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet schema notice > notice.schema.json\n  niemyet schema --write      ghi .schema/ và .taplo.toml / write .schema/ and .taplo.toml"
)]
pub(super) struct Schema {
    /// Của tệp nào / of which file
    #[arg(default_value = "notice", value_name = "FILE")]
    file: FileWord,
    /// Ghi mọi lược đồ vào .schema/ và chỉ cho Taplo / write them all, and tell Taplo
    #[arg(long)]
    write: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FileWord {
    /// Thông báo / front matter of notices
    Notice,
    /// site.toml
    Site,
    /// units.toml
    Units,
    /// places.toml
    Places,
    /// holidays.toml
    Holidays,
}

impl From<FileWord> for WrittenFile {
    fn from(word: FileWord) -> Self {
        match word {
            FileWord::Notice => Self::Notice,
            FileWord::Site => Self::Site,
            FileWord::Units => Self::Units,
            FileWord::Places => Self::Places,
            FileWord::Holidays => Self::Holidays,
        }
    }
}

/// Where a site keeps the schemas its editors use.
const FOLDER: &str = ".schema";

pub(super) fn run(arguments: &Schema, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let Some(mut site) = site_of(global, output)? else {
        return Ok(Outcome::Mistakes);
    };
    site.language = global.lang.map_or(site.language, Into::into);
    if arguments.write {
        write_all(&site, &global.root)?;
        let shown = global.root.display();
        output.say(&say!(
            "đã ghi {shown}/{FOLDER}/ và {shown}/.taplo.toml",
            "wrote {shown}/{FOLDER}/ and {shown}/.taplo.toml"
        ));
    } else {
        output.print(&text(&site, arguments.file.into()));
    }
    Ok(Outcome::Done)
}

/// Writes the schemas of every kind of file, and a `.taplo.toml` where there is none.
pub(super) fn write_all(site: &Site, root: &Path) -> Result<(), Error> {
    let folder = root.join(FOLDER);
    for file in WrittenFile::ALL {
        write(&folder.join(file.schema_name()), text(site, file))?;
    }
    let path = root.join(".taplo.toml");
    match path.exists() {
        true => Ok(()),
        false => write(&path, taplo_settings()),
    }
}

fn text(site: &Site, file: WrittenFile) -> String {
    format!("{:#}\n", schema(site, file))
}

/// Notices are Markdown files: the rule for them serves an editor that treats them as TOML.
fn taplo_settings() -> String {
    let mut settings = String::from(
        "# Taplo (Even Better TOML, Helix, Neovim …) gợi ý và giải thích khóa theo các lược đồ này; `niemyet schema --write` ghi lại.\n\
         include = [\"content/*.toml\", \"content/**/*.md\"]\n",
    );
    for file in WrittenFile::ALL {
        let files = match file {
            WrittenFile::Notice => "content/**/*.md".to_owned(),
            _ => format!("content/{}.toml", file.word()),
        };
        let name = file.schema_name();
        settings.push_str(&format!(
            "\n[[rule]]\ninclude = [\"{files}\"]\n[rule.schema]\npath = \"{FOLDER}/{name}\"\nenabled = true\n"
        ));
    }
    settings
}

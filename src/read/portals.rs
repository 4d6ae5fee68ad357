//! `[[source]]` tables of `site.toml`: other portals whose notices this one takes.

use std::collections::HashSet;
use std::sync::Arc;

use super::format::Shape;
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::SourcePortal;
use crate::text::slug::slug;
use crate::text::{Span, Spanned};

/// Reads the sources. One that lacks a key is reported, and left out.
pub(super) fn read_portals(top: &mut Table<'_, '_>) -> Vec<SourcePortal> {
    let mut prefixes = HashSet::new();
    let tables = top.tables("source", "[[source]]");
    let read = tables.into_iter().filter_map(|mut table| {
        for key in ["name", "from"] {
            table.require(key);
        }
        let name = table.string("name");
        let from = table.string("from");
        let prefix = prefix(&mut table, name.as_ref());
        let span = table.span;
        if let Some(from) = &from {
            refuse_address(&table, from);
        }
        if !prefix.is_empty() && !prefixes.insert(prefix.clone()) {
            refuse_shared(&table, span, &prefix);
        }
        let source = Arc::clone(&table.report.source);
        table.finish();
        Some(SourcePortal {
            name: name?.value,
            from: from?,
            prefix: prefix.into(),
            table: source,
        })
    });
    read.collect()
}

/// The stated `prefix`, or the name in address form.
fn prefix(table: &mut Table<'_, '_>, name: Option<&Spanned<String>>) -> String {
    let stated = table.string("prefix");
    table.note("prefix", || Shape::Slug);
    let Some(found) = stated.as_ref().or(name) else {
        return String::new();
    };
    let usable = slug(&found.value);
    let is_bad = usable.is_empty() || usable.len() > LONGEST;
    if is_bad || stated.as_ref().is_some_and(|stated| stated.value != usable) {
        let word = &found.value;
        let message = say!(
            "`{word}` không dùng làm phần đầu của mã được",
            "`{word}` cannot start an id"
        );
        let help = say!(
            "ghi `prefix = \"tan-lap\"`: chữ thường không dấu, số và `-`",
            "state `prefix = \"tan-lap\"`: lower-case letters without marks, digits and `-`"
        );
        table
            .report
            .add(Code::WrongValue, found.span, message, Some(help));
    }
    usable
}

/// A prefix is the name of a folder; ids follow it.
const LONGEST: usize = 60;

/// Only `niemyet deploy` asks other machines; what fetches files is there already.
fn refuse_address(table: &Table<'_, '_>, from: &Spanned<String>) {
    if !from.value.contains("://") {
        return;
    }
    let message = say!(
        "`from` là thư mục trên máy này, không phải địa chỉ mạng",
        "`from` is a folder on this machine, not an address on the net"
    );
    let help = say!(
        "chép cổng ấy về trước (rsync, git, wget), rồi ghi thư mục chứa nó",
        "copy that portal here first (rsync, git, wget), and name the folder that holds it"
    );
    table
        .report
        .add(Code::WrongValue, from.span, message, Some(help));
}

fn refuse_shared(table: &Table<'_, '_>, span: Span, prefix: &str) {
    let message = say!(
        "hai `[[source]]` cùng `prefix`: `{prefix}`",
        "two `[[source]]` share the `prefix` `{prefix}`"
    );
    let help = say!(
        "ghi `prefix` khác cho một trong hai",
        "state another `prefix` in one of the two"
    );
    table.report.add(Code::BadId, span, message, Some(help));
}

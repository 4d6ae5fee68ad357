//! Changes in; one JSON object out.

use serde_json::{Value as Json, json};

use super::words::Writer;
use super::{Changes, EventChange, Item, Value};
use crate::notice::Deadline;
use crate::problem::Language;
use crate::site::Site;

pub(super) fn write(changes: &Changes, site: &Site, language: Language) -> String {
    let writer = Writer::new(language);
    let events = changes.events.iter();
    let events: Vec<Json> = events.map(|change| event(change, site, writer)).collect();
    let all = json!({ "events": events, "tables": changes.tables });
    format!("{all:#}\n")
}

fn event(change: &EventChange, site: &Site, writer: Writer) -> Json {
    let items: Vec<Json> = change
        .items
        .iter()
        .map(|one| item(one, site, writer))
        .collect();
    json!({
        "id": change.id,
        "title": change.title,
        "number": change.number,
        "issuer": change.issuer,
        "changes": items,
    })
}

fn item(item: &Item, site: &Site, writer: Writer) -> Json {
    let levels: Vec<&str> = item
        .levels
        .iter()
        .map(|level| site.level(*level).id.as_str())
        .collect();
    json!({
        "kind": item.kind,
        "levels": levels,
        "about": item.about.as_ref().map(|about| writer.pick(about)),
        "before": item.before.as_ref().map(|before| value(before, writer)),
        "after": item.after.as_ref().map(|after| value(after, writer)),
        "text": writer.sentence(item),
    })
}

/// Dates and clocks in civil time of the site; anything else in words.
fn value(value: &Value, writer: Writer) -> Json {
    match value {
        Value::When(when) => json!({
            "date": when.date.to_string(),
            "start": when.start.map(crate::text::dates::clock_short),
            "end": when.end.map(crate::text::dates::clock_short),
        }),
        Value::Deadline(deadline) => match deadline {
            Deadline::BeforeMoment(moment) => json!({ "before": moment.to_string() }),
            Deadline::BeforeDay(day) => json!({ "before": day.to_string() }),
            Deadline::UntilMoment(moment) => json!({ "until": moment.to_string() }),
            Deadline::UntilDay(day) => json!({ "until": day.to_string() }),
        },
        Value::Text(_) | Value::Lines(_) | Value::Local => json!(writer.value(value)),
    }
}

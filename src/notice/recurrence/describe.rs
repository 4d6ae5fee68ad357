//! Repeat rules in words: a rule in, "thứ Tư hằng tuần" out.

use jiff::civil::Weekday;

use super::{MonthDay, Repeat};
use crate::text::dates::{weekday_en, weekday_vi};

impl Repeat {
    /// `thứ Tư hằng tuần`, `ngày 05 và 20 hằng tháng`, `thứ Sáu tuần thứ 2 và
    /// thứ 4 hằng tháng`.
    pub fn describe_vi(&self) -> String {
        match self {
            Repeat::Weekly(weekdays) => {
                let names = weekdays.iter().map(|&day| weekday_vi(day).to_owned());
                format!("{} hằng tuần", list(names.collect(), "và"))
            }
            Repeat::Monthly(days) => {
                let groups = groups(days).iter().map(group_vi).collect();
                format!("{} hằng tháng", list(groups, "và"))
            }
        }
    }

    /// `every Wednesday`, `the 5th and 20th of every month`, `the second and
    /// fourth Friday of every month`.
    pub fn describe_en(&self) -> String {
        match self {
            Repeat::Weekly(weekdays) => {
                let names = weekdays.iter().map(|&day| weekday_en(day).to_owned());
                format!("every {}", list(names.collect(), "and"))
            }
            Repeat::Monthly(days) => {
                let groups = groups(days).iter().map(group_en).collect();
                format!("{} of every month", list(groups, "and"))
            }
        }
    }
}

/// Days that share their wording: `ngày 05 và 20`, `thứ Sáu tuần thứ 2 và thứ 4`.
enum Group {
    Days(Vec<i8>),
    Orders(Weekday, Vec<i8>),
    Last(Weekday),
    LastDay,
}

fn groups(days: &[MonthDay]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for &day in days {
        match (day, groups.last_mut()) {
            (MonthDay::Day(day), Some(Group::Days(days))) => days.push(day),
            (MonthDay::Nth(nth, weekday), Some(Group::Orders(same, orders)))
                if *same == weekday =>
            {
                orders.push(nth);
            }
            (MonthDay::Day(day), _) => groups.push(Group::Days(vec![day])),
            (MonthDay::Nth(nth, weekday), _) => groups.push(Group::Orders(weekday, vec![nth])),
            (MonthDay::Last(weekday), _) => groups.push(Group::Last(weekday)),
            (MonthDay::LastDay, _) => groups.push(Group::LastDay),
        }
    }
    groups
}

fn group_vi(group: &Group) -> String {
    match group {
        Group::Days(days) => {
            let days = days.iter().map(|day| format!("{day:02}")).collect();
            format!("ngày {}", list(days, "và"))
        }
        Group::Orders(weekday, orders) => {
            let orders = orders.iter().map(|order| format!("thứ {order}")).collect();
            format!("{} tuần {}", weekday_vi(*weekday), list(orders, "và"))
        }
        Group::Last(weekday) => format!("{} cuối cùng", weekday_vi(*weekday)),
        Group::LastDay => "ngày cuối cùng".to_owned(),
    }
}

fn group_en(group: &Group) -> String {
    match group {
        Group::Days(days) => {
            let days = days.iter().map(|&day| ordinal(day)).collect();
            format!("the {}", list(days, "and"))
        }
        Group::Orders(weekday, orders) => {
            let orders = orders.iter().map(|&order| order_word(order).to_owned());
            let orders = list(orders.collect(), "and");
            format!("the {orders} {}", weekday_en(*weekday))
        }
        Group::Last(weekday) => format!("the last {}", weekday_en(*weekday)),
        Group::LastDay => "the last day".to_owned(),
    }
}

fn ordinal(day: i8) -> String {
    let suffix = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    format!("{day}{suffix}")
}

fn order_word(order: i8) -> &'static str {
    match order {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        _ => "fifth",
    }
}

/// `a`, `a và b`, `a, b và c`.
fn list(mut items: Vec<String>, and: &str) -> String {
    let Some(last) = items.pop() else {
        return String::new();
    };
    if items.is_empty() {
        return last;
    }
    format!("{} {and} {last}", items.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_as_documents_write_them() {
        for (rule, vi, en) in [
            ("weekly wed", "thứ Tư hằng tuần", "every Wednesday"),
            (
                "weekly mon,wed,sun",
                "thứ Hai, thứ Tư và Chủ nhật hằng tuần",
                "every Monday, Wednesday and Sunday",
            ),
            (
                "monthly 5,20",
                "ngày 05 và 20 hằng tháng",
                "the 5th and 20th of every month",
            ),
            (
                "monthly fri#2,fri#4",
                "thứ Sáu tuần thứ 2 và thứ 4 hằng tháng",
                "the second and fourth Friday of every month",
            ),
            (
                "monthly last fri",
                "thứ Sáu cuối cùng hằng tháng",
                "the last Friday of every month",
            ),
            (
                "monthly 3,last",
                "ngày 03 và ngày cuối cùng hằng tháng",
                "the 3rd and the last day of every month",
            ),
        ] {
            let repeat = Repeat::parse(rule).expect(rule);
            assert_eq!(repeat.describe_vi(), vi);
            assert_eq!(repeat.describe_en(), en);
        }
    }
}

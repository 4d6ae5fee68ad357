//! JSON Feed.

//! Search: what people type finds what they mean, in the browser as on the command line.

mod agreement;
mod corpus;
mod lexicon;
mod privacy;
mod quality;
mod queries;
mod relevance;
mod soundness;
mod vectors;

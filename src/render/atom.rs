//! Atom.

//! Labels in the languages of published profiles, as data.

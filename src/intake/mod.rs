//! An untrusted file becomes a disclosure and its problems, each with its place.

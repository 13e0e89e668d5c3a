//! How texts of a record are escaped: JSON leaves a choice, and exporters differ.

use std::io;

use provlens::event::ProvisioningEvent;
use serde_json::ser::{CharEscape, Formatter};

use super::random::Random;

/// How one record is written; its id decides, so that it is the same in every log.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Members in the order of the alphabet, as Graph has them now; else in the order of its schema.
    pub alphabetical: bool,
    /// Letters beyond ASCII as `\u` escapes.
    pub ascii: bool,
    /// A slash as `\/`.
    pub slashes: bool,
}

impl Style {
    pub fn of(event: &ProvisioningEvent) -> Self {
        let key = event.id.bytes().fold(0_u64, |key, byte| key.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let mut random = Random::new(key);
        Self { alphabetical: random.chance(880), ascii: random.chance(100), slashes: random.chance(40) }
    }
}

/// Writes with the escapes of a style.
pub struct Escapes<F> {
    pub style: Style,
    /// What is written around texts.
    pub inner: F,
}

impl<F: Formatter> Formatter for Escapes<F> {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if !self.style.ascii && !self.style.slashes {
            return writer.write_all(fragment.as_bytes());
        }
        for letter in fragment.chars() {
            let mut buffer = [0; 4];
            if letter == '/' && self.style.slashes {
                writer.write_all(b"\\/")?;
            } else if !letter.is_ascii() && self.style.ascii {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                writer.write_all(letter.encode_utf8(&mut buffer).as_bytes())?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + io::Write>(&mut self, writer: &mut W, escape: CharEscape) -> io::Result<()> {
        self.inner.write_char_escape(writer, escape)
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.inner.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object_key(writer)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_object_value(writer)
    }
}

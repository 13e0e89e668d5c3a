//! The list of files that stands at the end of a zip archive. Pure: bytes in, what they say out.
//!
//! Numbers in it are believed only as far as the archive reaches; names are shown and never used as paths.

use crate::format::PackFault;

/// Bytes at the end of an archive among which the list's own place is found: its record, with the longest comment, and
/// what large archives put before it.
pub const TAIL: u64 = 22 + 0xFFFF + 20 + 56;

/// The most files that an archive may hold.
pub const MAX_FILES: u32 = 10_000;

/// The most bytes that the list may have.
const MAX_LIST: u64 = 32 << 20;

/// Bytes of the head that stands before each file, without its names.
pub const HEAD: u64 = 30;

/// Where the list lies in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    pub offset: u64,
    pub length: u64,
}

/// A file in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub method: Method,
    /// Where its head begins in the archive.
    pub offset: u64,
    /// Bytes in the archive.
    pub packed: u64,
    /// The sum and the size of what it unpacks to, as they stand at the end of a gzip file.
    pub check: [u8; 8],
    /// Why it is not to be read.
    pub fault: Option<PackFault>,
}

impl Entry {
    /// The sum of what it unpacks to.
    #[must_use]
    pub const fn sum(&self) -> u32 {
        let [first, second, third, fourth, ..] = self.check;
        u32::from_le_bytes([first, second, third, fourth])
    }
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

/// Finds the list by the last [`TAIL`] bytes of an archive of so many bytes, or by all where it is smaller.
pub fn find_list(tail: &[u8], size: u64) -> Result<ListPlace, PackFault> {
    // A comment may hold the mark too; the last one whose comment reaches the end is the record.
    let ends = |at: &usize| {
        let record = &tail[*at..];
        record.starts_with(b"PK\x05\x06")
            && u16_at(record, 20).is_some_and(|comment| 22 + comment as usize == record.len())
    };
    let at = (0..tail.len().saturating_sub(21)).rev().find(ends).ok_or(PackFault::Damaged)?;
    let record = &tail[at..];
    let (count, length, offset) = (u16_at(record, 10), u32_at(record, 12), u32_at(record, 16));
    let (Some(count), Some(length), Some(offset)) = (count, length, offset) else { return Err(PackFault::Damaged) };
    let (mut count, mut length, mut offset) = (u64::from(count), u64::from(length), u64::from(offset));
    if count == 0xFFFF || length == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
        (count, length, offset) = large_record(tail, at, size).ok_or(PackFault::Damaged)?;
    }
    if count > u64::from(MAX_FILES) {
        return Err(PackFault::TooManyFiles { limit: MAX_FILES });
    }
    let is_inside = offset.checked_add(length).is_some_and(|end| end <= size);
    if is_inside && length <= MAX_LIST { Ok(ListPlace { offset, length }) } else { Err(PackFault::Damaged) }
}

/// The count, length and offset of the list as a large archive says them.
fn large_record(tail: &[u8], at: usize, size: u64) -> Option<(u64, u64, u64)> {
    let locator = &tail[at.checked_sub(20)?..at];
    if !locator.starts_with(b"PK\x06\x07") {
        return None;
    }
    let position = u64_at(locator, 8)?.checked_sub(size - tail.len() as u64)?;
    let record = tail.get(usize::try_from(position).ok()?..)?;
    if !record.starts_with(b"PK\x06\x06") {
        return None;
    }
    Some((u64_at(record, 32)?, u64_at(record, 40)?, u64_at(record, 48)?))
}

/// Whether a name is that of a folder, or of what systems hide there, as when a folder is dropped.
fn is_hidden(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.is_empty() || last.starts_with('.') && last != ".." || name.starts_with("__MACOSX/")
}

/// Reads the list. Folders are left out, and so is what is hidden.
pub fn read_list(list: &[u8], size: u64) -> Result<Vec<Entry>, PackFault> {
    let mut entries = Vec::new();
    let mut rest = list;
    while rest.starts_with(b"PK\x01\x02") {
        let (entry, length) = entry(rest, size).ok_or(PackFault::Damaged)?;
        rest = &rest[length..];
        if !is_hidden(&entry.name) {
            entries.push(entry);
        }
        if entries.len() > MAX_FILES as usize {
            return Err(PackFault::TooManyFiles { limit: MAX_FILES });
        }
    }
    if entries.iter().any(|entry| entry.name == "[Content_Types].xml") {
        return Err(PackFault::Office);
    }
    // Files that share their bytes make much of little.
    if entries.iter().map(|entry| entry.packed).fold(0, u64::saturating_add) > size {
        return Err(PackFault::Damaged);
    }
    if entries.is_empty() && !list.is_empty() && rest.len() == list.len() {
        return Err(PackFault::Damaged);
    }
    Ok(entries)
}

/// The entry that the list begins with, and how many bytes it has there.
fn entry(list: &[u8], size: u64) -> Option<(Entry, usize)> {
    let (flags, method) = (u16_at(list, 8)?, u16_at(list, 10)?);
    let [name_length, extra_length, comment_length] =
        [u16_at(list, 28)?, u16_at(list, 30)?, u16_at(list, 32)?].map(usize::from);
    let name = list.get(46..46 + name_length)?;
    let extra = list.get(46 + name_length..46 + name_length + extra_length)?;
    let length = 46 + name_length + extra_length + comment_length;
    list.get(..length)?;
    let (mut packed, mut unpacked, mut offset) =
        (u64::from(u32_at(list, 20)?), u64::from(u32_at(list, 24)?), u64::from(u32_at(list, 42)?));
    // What does not fit stands behind the name, in this order.
    let mut large = large_numbers(extra);
    let mut next = || large.as_mut().and_then(Iterator::next);
    if unpacked == u64::from(u32::MAX) {
        unpacked = next()?;
    }
    if packed == u64::from(u32::MAX) {
        packed = next()?;
    }
    if offset == u64::from(u32::MAX) {
        offset = next()?;
    }
    if offset.checked_add(HEAD)?.checked_add(packed)? > size {
        return None;
    }
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let (method, unknown) = match method {
        0 => (Method::Stored, false),
        8 => (Method::Deflated, false),
        _ => (Method::Stored, true),
    };
    let fault = if leads_out(&name) {
        Some(PackFault::Name)
    } else if name.contains(hides) {
        Some(PackFault::HidingName)
    } else if flags & 1 == 1 {
        Some(PackFault::Encrypted)
    } else {
        unknown.then_some(PackFault::Method)
    };
    let mut check = [0; 8];
    check[..4].copy_from_slice(list.get(16..20)?);
    check[4..].copy_from_slice(&unpacked.to_le_bytes()[..4]);
    Some((Entry { name, method, offset, packed, check, fault }, length))
}

/// The numbers of eight bytes in the part of an entry that holds them.
fn large_numbers(extra: &[u8]) -> Option<impl Iterator<Item = u64>> {
    let mut rest = extra;
    loop {
        let (id, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let part = rest.get(4..4 + length)?;
        if id == 1 {
            return Some(part.as_chunks::<8>().0.iter().map(|number| u64::from_le_bytes(*number)));
        }
        rest = &rest[4 + length..];
    }
}

/// Whether a name would lead elsewhere if it were a path.
fn leads_out(name: &str) -> bool {
    name.starts_with('/') || name.chars().nth(1) == Some(':') || name.split('/').any(|part| part == "..")
}

/// Whether a name with such a character would be shown as another than it is.
fn hides(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Where the bytes of a file begin, behind its head.
pub fn data_offset(entry: &Entry, head: &[u8]) -> Result<u64, PackFault> {
    let lengths = (u16_at(head, 26), u16_at(head, 28));
    match lengths {
        (Some(name), Some(extra)) if head.starts_with(b"PK\x03\x04") => {
            Ok(entry.offset + HEAD + u64::from(name) + u64::from(extra))
        }
        _ => Err(PackFault::Damaged),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|number| u16::from_le_bytes(*number))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|number| u32::from_le_bytes(*number))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|number| u64::from_le_bytes(*number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// An archive of stored files, with these flags and methods.
    fn archive(files: &[(&str, &[u8], u16, u16)], comment: &[u8]) -> Vec<u8> {
        let (mut bytes, mut list) = (Vec::new(), Vec::new());
        for (name, content, flags, method) in files {
            let offset = bytes.len() as u32;
            let size = (content.len() as u32).to_le_bytes();
            let name_length = (name.len() as u16).to_le_bytes();
            let start = [&flags.to_le_bytes()[..], &method.to_le_bytes(), &[0; 8], &size, &size, &name_length].concat();
            bytes.extend([b"PK\x03\x04", &[20, 0][..], &start, &[0, 0], name.as_bytes(), content].concat());
            let end = [&[0; 12][..], &offset.to_le_bytes(), name.as_bytes()].concat();
            list.extend([b"PK\x01\x02", &[20, 0, 20, 0][..], &start, &end].concat());
        }
        let count = (files.len() as u16).to_le_bytes();
        let (length, offset) = ((list.len() as u32).to_le_bytes(), (bytes.len() as u32).to_le_bytes());
        let end = [b"PK\x05\x06", &[0; 4][..], &count, &count, &length, &offset, &(comment.len() as u16).to_le_bytes()];
        [bytes, list, end.concat(), comment.to_vec()].concat()
    }

    fn entries(bytes: &[u8]) -> Result<Vec<Entry>, PackFault> {
        let size = bytes.len() as u64;
        let tail = &bytes[bytes.len().saturating_sub(TAIL as usize)..];
        let ListPlace { offset, length } = find_list(tail, size)?;
        read_list(&bytes[offset as usize..(offset + length) as usize], size)
    }

    #[test]
    fn files_are_found_by_the_list_and_their_bytes_behind_their_heads() {
        let bytes = archive(
            &[
                ("a.json", b"one", 0, 0),
                ("folder/", b"", 0, 0),
                (".DS_Store", b"x", 0, 0),
                ("folder/.hidden", b"x", 0, 0),
                ("__MACOSX/._a.json", b"x", 0, 0),
                ("folder\\b.json", b"two!", 0, 0),
            ],
            b"PK\x05\x06",
        );
        let found = entries(&bytes).unwrap();
        assert_eq!(found.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["a.json", "folder/b.json"]);
        let content = |entry: &Entry| {
            let start = data_offset(entry, &bytes[entry.offset as usize..]).unwrap() as usize;
            bytes[start..start + entry.packed as usize].to_vec()
        };
        assert_eq!((content(&found[0]), content(&found[1])), (b"one".to_vec(), b"two!".to_vec()));
    }

    #[test]
    fn what_is_not_to_be_read_says_why() {
        let bytes = archive(
            &[
                ("locked", b"", 1, 8),
                ("new", b"", 0, 93),
                ("../up", b"", 0, 8),
                ("/root", b"", 0, 8),
                ("C:/windows", b"", 0, 8),
                ("a\u{202E}nosj.exe", b"", 0, 8),
                ("fine..json", b"", 0, 8),
            ],
            b"",
        );
        let faults: Vec<_> = entries(&bytes).unwrap().into_iter().map(|entry| entry.fault).collect();
        let name = Some(PackFault::Name);
        let hiding = Some(PackFault::HidingName);
        let expected =
            [Some(PackFault::Encrypted), Some(PackFault::Method), name.clone(), name.clone(), name, hiding, None];
        assert_eq!(faults, expected);
    }

    #[test]
    fn files_that_share_their_bytes_are_refused() {
        let content = vec![b' '; 1000];
        let bytes = archive(&[("a.json", &content, 0, 0)], b"");
        let ListPlace { offset, length } = find_list(&bytes, bytes.len() as u64).unwrap();
        let list = &bytes[offset as usize..(offset + length) as usize];
        assert_eq!(read_list(list, bytes.len() as u64).map(|entries| entries.len()), Ok(1));
        assert_eq!(read_list(&list.repeat(2), bytes.len() as u64), Err(PackFault::Damaged));
    }

    #[test]
    fn an_archive_of_too_many_files_is_refused() {
        let files = vec![("a", &b""[..], 0, 0); MAX_FILES as usize + 1];
        assert_eq!(entries(&archive(&files, b"")), Err(PackFault::TooManyFiles { limit: MAX_FILES }));
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_no_file_reaches_behind_the_archive(
            at in 0_usize..400, byte in any::<u8>(), cut in 0_usize..400,
        ) {
            let mut bytes = archive(&[("a.json", b"one", 0, 0), ("b.json", b"two", 0, 8)], b"comment");
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.drain(..cut % bytes.len());
            for entry in entries(&bytes).unwrap_or_default() {
                prop_assert!(entry.offset + HEAD + entry.packed <= bytes.len() as u64);
            }
        }
    }
}

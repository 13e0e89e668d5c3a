//! The list of a zip archive: whatever the bytes, no file reaches behind the archive, and none is read under a name that
//! leads out of it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::source::zip::{HEAD, TAIL, data_offset, find_list, read_list};

fuzz_target!(|bytes: &[u8]| {
    let size = bytes.len() as u64;
    let tail = &bytes[bytes.len().saturating_sub(TAIL as usize)..];
    let Ok(place) = find_list(tail, size) else { return };
    let Ok(entries) = read_list(&bytes[place.offset as usize..(place.offset + place.length) as usize], size) else {
        return;
    };
    for entry in entries {
        assert!(entry.offset + HEAD + entry.packed <= size);
        let leads_out = entry.name.starts_with('/') || entry.name.split('/').any(|part| part == "..");
        assert!(!leads_out || entry.fault.is_some(), "{}", entry.name);
        // Where the content begins is for the browser to check: a part of a blob ends with the blob.
        let _ = data_offset(&entry, &bytes[entry.offset as usize..]);
    }
});

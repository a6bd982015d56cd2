//! Length-prefixed frames over the pipes between parent and child.

use std::io::{self, Read, Write};

/// The largest document handed over. The readers have their own, smaller limits; this one only
/// bounds the frame.
pub(crate) const MAX_REQUEST: u64 = 80 << 20;

/// The largest answer that is believed: far more than the caps on claims allow.
pub(crate) const MAX_ANSWER: u64 = 32 << 20;

/// Most frames are no longer.
pub(crate) const USUAL: u64 = 1 << 20;

pub(crate) fn write(out: &mut impl Write, parts: &[&[u8]]) -> io::Result<()> {
    for part in parts {
        out.write_all(&(part.len() as u64).to_le_bytes())?;
        out.write_all(part)?;
    }
    out.flush()
}

/// Reads one frame; `None` at the end of the stream before its first byte.
pub(crate) fn read(input: &mut impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0u8; 8];
    let mut have = 0;
    while have < length.len() {
        match input.read(&mut length[have..])? {
            0 if have == 0 => return Ok(None),
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            n => have += n,
        }
    }
    let length = u64::from_le_bytes(length);
    if length > limit {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("a frame of {length} bytes"),
        ));
    }
    // Beyond a usual size grown while reading: a lying length must not reserve memory that is never
    // filled.
    let usual = length.min(USUAL);
    let mut bytes = vec![0; usize::try_from(usual).unwrap_or(0)];
    input.read_exact(&mut bytes)?;
    input.take(length - usual).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_frame_comes_back_and_the_end_is_told_from_a_break() {
        let mut pipe = Vec::new();
        write(&mut pipe, &[b"hint", b""]).unwrap();
        let mut input = pipe.as_slice();
        assert_eq!(read(&mut input, 10).unwrap().as_deref(), Some(&b"hint"[..]));
        assert_eq!(read(&mut input, 10).unwrap().as_deref(), Some(&b""[..]));
        assert!(read(&mut input, 10).unwrap().is_none());
        assert!(read(&mut &pipe[..5], 10).is_err(), "cut inside the length");
        assert!(read(&mut &pipe[..9], 10).is_err(), "cut inside the bytes");
        assert!(
            read(&mut pipe.as_slice(), 3).is_err(),
            "longer than the limit"
        );
    }
}

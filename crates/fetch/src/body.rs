//! Reading a body without letting its sender decide how long that takes or how much memory it
//! needs.

use std::io::{self, Write};
use std::time::Duration;

use flate2::write::MultiGzDecoder;
use http::header::CONTENT_ENCODING;
use tokio::time::timeout;

use crate::failure::Failure;
use crate::request::Limit;

/// Reads the body and undoes gzip. Neither the encoded nor the decoded bytes exceed the limit, and
/// at no time is more than that held.
///
/// Total time is the caller's: a server that sends a byte now and then is never silent.
pub(crate) async fn read(
    mut response: reqwest::Response,
    limit: Limit,
    idle_timeout: Duration,
    on_error: impl Fn(&reqwest::Error) -> Failure,
) -> Result<Vec<u8>, Failure> {
    let mut sink = Sink::new(encoding(&response)?, limit);
    if response
        .content_length()
        .is_some_and(|declared| declared > limit.0)
    {
        return Err(Failure::TooLarge(limit.0));
    }
    let mut encoded: u64 = 0;
    loop {
        let chunk = timeout(idle_timeout, response.chunk())
            .await
            .map_err(|_| Failure::Silent(idle_timeout))?;
        let Some(chunk) = chunk.map_err(|error| on_error(&error))? else {
            break;
        };
        encoded += chunk.len() as u64;
        if encoded > limit.0 {
            return Err(Failure::TooLarge(limit.0));
        }
        sink.take(&chunk)?;
    }
    if encoded == 0 {
        Ok(Vec::new())
    } else {
        sink.finish()
    }
}

enum Encoding {
    Identity,
    Gzip,
}

fn encoding(response: &reqwest::Response) -> Result<Encoding, Failure> {
    let mut values = response.headers().get_all(CONTENT_ENCODING).iter();
    let (first, second) = (values.next(), values.next());
    let name = first.map(|value| {
        String::from_utf8_lossy(value.as_bytes())
            .trim()
            .to_ascii_lowercase()
    });
    match name.as_deref() {
        None | Some("" | "identity") if second.is_none() => Ok(Encoding::Identity),
        Some("gzip" | "x-gzip") if second.is_none() => Ok(Encoding::Gzip),
        other => Err(Failure::Encoding(crate::text::quoted(
            other.unwrap_or_default(),
        ))),
    }
}

enum Sink {
    Plain(Capped),
    Gzip(Box<MultiGzDecoder<Capped>>),
}

impl Sink {
    fn new(encoding: Encoding, limit: Limit) -> Self {
        let capped = Capped {
            bytes: Vec::new(),
            limit: limit.0,
            over: false,
        };
        match encoding {
            Encoding::Identity => Self::Plain(capped),
            Encoding::Gzip => Self::Gzip(Box::new(MultiGzDecoder::new(capped))),
        }
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Plain(capped) => capped
                .write_all(chunk)
                .map_err(|_| Failure::TooLarge(capped.limit)),
            Self::Gzip(decoder) => decoder
                .write_all(chunk)
                .map_err(|_| decoder.get_ref().failure()),
        }
    }

    fn finish(self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Plain(capped) => Ok(capped.bytes),
            Self::Gzip(mut decoder) => {
                decoder
                    .try_finish()
                    .map_err(|_| decoder.get_ref().failure())?;
                Ok(std::mem::take(&mut decoder.get_mut().bytes))
            }
        }
    }
}

/// Bytes up to a limit; one more is an error.
struct Capped {
    bytes: Vec<u8>,
    limit: u64,
    over: bool,
}

impl Capped {
    /// What a decoder's error means: its data, or our limit.
    fn failure(&self) -> Failure {
        if self.over {
            Failure::TooLarge(self.limit)
        } else {
            Failure::Gzip
        }
    }
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.bytes.len() + bytes.len()) as u64 > self.limit {
            self.over = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! The pixels of a PNG as browsers write it: eight bits a channel, not interlaced.

use std::io::Read;

/// An image in three channels.
pub struct Image {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

pub fn decode(bytes: &[u8]) -> Image {
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let (width, height) = (number(16), number(20));
    let channels = match bytes[25] {
        2 => 3,
        6 => 4,
        kind => panic!("colour type {kind}"),
    };
    let mut data = Vec::new();
    let mut at = 8;
    while at + 12 <= bytes.len() {
        let length = number(at);
        if &bytes[at + 4..at + 8] == b"IDAT" {
            data.extend_from_slice(&bytes[at + 8..at + 8 + length]);
        }
        at += 12 + length;
    }
    let mut raw = Vec::new();
    flate2::read::ZlibDecoder::new(data.as_slice())
        .read_to_end(&mut raw)
        .unwrap();
    let row_bytes = width * channels;
    let mut above = vec![0_u8; row_bytes];
    let mut pixels = Vec::with_capacity(width * height);
    for row in raw.chunks_exact(row_bytes + 1) {
        let mut line = row[1..].to_vec();
        for i in 0..row_bytes {
            let left = if i >= channels { line[i - channels] } else { 0 };
            let (up, corner) = (
                above[i],
                if i >= channels {
                    above[i - channels]
                } else {
                    0
                },
            );
            let predicted = match row[0] {
                0 => 0,
                1 => left,
                2 => up,
                3 => u8::midpoint(left, up),
                _ => paeth(left, up, corner),
            };
            line[i] = line[i].wrapping_add(predicted);
        }
        pixels.extend(
            line.chunks_exact(channels)
                .map(|pixel| [pixel[0], pixel[1], pixel[2]]),
        );
        above = line;
    }
    Image {
        width,
        height,
        pixels,
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let estimate = i16::from(left) + i16::from(up) - i16::from(corner);
    let distance = |value: u8| (estimate - i16::from(value)).abs();
    if distance(left) <= distance(up) && distance(left) <= distance(corner) {
        left
    } else if distance(up) <= distance(corner) {
        up
    } else {
        corner
    }
}

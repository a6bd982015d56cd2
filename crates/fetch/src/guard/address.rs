//! Which addresses are public.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotPublic {
    #[error("an address of \"this network\"")]
    ThisNetwork,
    #[error("a private address")]
    Private,
    #[error("a carrier's internal address")]
    Carrier,
    #[error("a loopback address")]
    Loopback,
    #[error("a link-local address")]
    LinkLocal,
    #[error("an address of the IETF's protocols")]
    Ietf,
    #[error("an address for documentation")]
    Documentation,
    #[error("a 6to4 relay")]
    Relay6to4,
    #[error("an address for benchmarks")]
    Benchmark,
    #[error("a multicast address")]
    Multicast,
    #[error("the broadcast address")]
    Broadcast,
    #[error("a reserved address")]
    Reserved,
    #[error("the unspecified address")]
    Unspecified,
    #[error("a 6to4 address")]
    Embedded6to4,
    #[error("not a global unicast address")]
    Unassigned,
}

/// IANA IPv4 Special-Purpose Address Registry, without the blocks that are globally reachable;
/// multicast and the former class E.
const SPECIAL_V4: [(Ipv4Addr, u32, NotPublic); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8, NotPublic::ThisNetwork),
    (Ipv4Addr::new(10, 0, 0, 0), 8, NotPublic::Private),
    (Ipv4Addr::new(100, 64, 0, 0), 10, NotPublic::Carrier),
    (Ipv4Addr::new(127, 0, 0, 0), 8, NotPublic::Loopback),
    (Ipv4Addr::new(169, 254, 0, 0), 16, NotPublic::LinkLocal),
    (Ipv4Addr::new(172, 16, 0, 0), 12, NotPublic::Private),
    (Ipv4Addr::new(192, 0, 0, 0), 24, NotPublic::Ietf),
    (Ipv4Addr::new(192, 0, 2, 0), 24, NotPublic::Documentation),
    (Ipv4Addr::new(192, 88, 99, 0), 24, NotPublic::Relay6to4),
    (Ipv4Addr::new(192, 168, 0, 0), 16, NotPublic::Private),
    (Ipv4Addr::new(198, 18, 0, 0), 15, NotPublic::Benchmark),
    (Ipv4Addr::new(198, 51, 100, 0), 24, NotPublic::Documentation),
    (Ipv4Addr::new(203, 0, 113, 0), 24, NotPublic::Documentation),
    (Ipv4Addr::new(224, 0, 0, 0), 4, NotPublic::Multicast),
    (Ipv4Addr::new(255, 255, 255, 255), 32, NotPublic::Broadcast),
    (Ipv4Addr::new(240, 0, 0, 0), 4, NotPublic::Reserved),
];

/// IANA IPv6 Special-Purpose Address Registry, likewise. 6to4 and Teredo lead through an embedded
/// address that need not be public, and no server is published there any more.
const SPECIAL_V6: [(Ipv6Addr, u32, NotPublic); 10] = [
    (Ipv6Addr::UNSPECIFIED, 128, NotPublic::Unspecified),
    (Ipv6Addr::LOCALHOST, 128, NotPublic::Loopback),
    (
        Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0),
        23,
        NotPublic::Ietf,
    ),
    (
        Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0),
        32,
        NotPublic::Documentation,
    ),
    (
        Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0),
        16,
        NotPublic::Embedded6to4,
    ),
    (
        Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0),
        20,
        NotPublic::Documentation,
    ),
    (
        Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0),
        7,
        NotPublic::Private,
    ),
    (
        Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0),
        10,
        NotPublic::LinkLocal,
    ),
    (
        Ipv6Addr::new(0xfec0, 0, 0, 0, 0, 0, 0, 0),
        10,
        NotPublic::Private,
    ),
    (
        Ipv6Addr::new(0xff00, 0, 0, 0, 0, 0, 0, 0),
        8,
        NotPublic::Multicast,
    ),
];

/// What kind of address this is, unless it is a public one.
pub(super) fn not_public(address: IpAddr) -> Option<NotPublic> {
    match address {
        IpAddr::V4(address) => not_public_v4(address),
        IpAddr::V6(address) => not_public_v6(address),
    }
}

fn not_public_v4(address: Ipv4Addr) -> Option<NotPublic> {
    let bits = u32::from(address);
    SPECIAL_V4
        .iter()
        .find(|(block, length, _)| (bits ^ u32::from(*block)).leading_zeros() >= *length)
        .map(|(.., class)| *class)
}

fn not_public_v6(address: Ipv6Addr) -> Option<NotPublic> {
    if let Some(embedded) = address.to_ipv4_mapped().or_else(|| behind_nat64(address)) {
        return not_public_v4(embedded);
    }
    let bits = u128::from(address);
    let special = SPECIAL_V6
        .iter()
        .find(|(block, length, _)| (bits ^ u128::from(*block)).leading_zeros() >= *length);
    // RFC 4291, "Global Unicast Addresses": today only 2000::/3 is given out.
    let unassigned = (bits >> 125 != 1).then_some(NotPublic::Unassigned);
    special.map(|(.., class)| *class).or(unassigned)
}

/// RFC 6052, "The Well-Known Prefix": networks without IPv4 reach all of it by these addresses, so
/// what counts is the embedded one.
fn behind_nat64(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let bits = u128::from(address);
    let prefix = u128::from(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, 0, 0));
    let [.., a, b, c, d] = address.octets();
    (bits >> 32 == prefix >> 32).then(|| Ipv4Addr::new(a, b, c, d))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn class(address: &str) -> Option<NotPublic> {
        not_public(address.parse().unwrap())
    }

    #[test]
    fn first_and_last_address_of_every_special_block_are_refused() {
        let blocks = [
            ("0.0.0.0", "0.255.255.255"),
            ("10.0.0.0", "10.255.255.255"),
            ("100.64.0.0", "100.127.255.255"),
            ("127.0.0.0", "127.255.255.255"),
            ("169.254.0.0", "169.254.255.255"),
            ("172.16.0.0", "172.31.255.255"),
            ("192.0.0.0", "192.0.0.255"),
            ("192.0.2.0", "192.0.2.255"),
            ("192.88.99.0", "192.88.99.255"),
            ("192.168.0.0", "192.168.255.255"),
            ("198.18.0.0", "198.19.255.255"),
            ("198.51.100.0", "198.51.100.255"),
            ("203.0.113.0", "203.0.113.255"),
            ("224.0.0.0", "239.255.255.255"),
            ("240.0.0.0", "255.255.255.255"),
            ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
            ("::ffff:10.0.0.1", "64:ff9b::192.168.0.1"),
            ("::ffff:127.0.0.1", "64:ff9b::127.0.0.1"),
            ("::127.0.0.1", "64:ff9b:1::8.8.8.8"),
        ];
        for (first, last) in blocks {
            assert!(class(first).is_some(), "{first}");
            assert!(class(last).is_some(), "{last}");
        }
    }

    #[test]
    fn the_neighbours_of_the_blocks_are_public() {
        let public = [
            "1.0.0.0",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:db7::1",
            "2001:db9::1",
            "2003::1",
            "2a00:1450::1",
            "3ffe:ffff::1",
            "::ffff:9.9.9.9",
            "64:ff9b::9.9.9.9",
        ];
        for address in public {
            assert_eq!(class(address), None, "{address}");
        }
    }
}

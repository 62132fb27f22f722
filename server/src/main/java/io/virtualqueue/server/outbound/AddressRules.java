package io.virtualqueue.server.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are of the public Internet. All others may be of this machine or of a network that only this machine
 * reaches, where nobody from outside may send requests by way of us. The blocks are those of IANA's special-purpose
 * registries (RFC 6890) that are not globally reachable.
 */
final class AddressRules {
    private static final List<Block> NOT_PUBLIC_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** All that has been given out for the Internet. */
    private static final Block PUBLIC_6 = Block.of("2000::/3");

    /** Of these: protocols of the IETF with Teredo, documentation, and 6to4, whose relays lead to any IPv4 address. */
    private static final List<Block> NOT_PUBLIC_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /** IPv4 addresses behind a translator (RFC 6052), as networks without IPv4 get them from their name servers. */
    private static final Block TRANSLATED = Block.of("64:ff9b::/96");

    private static final int IPV4_BYTES = 4;

    private AddressRules() {}

    /** So many first bits of an address. */
    private record Block(InetAddress first, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean holds(InetAddress address) {
            byte[] mine = first.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            int rest = Byte.SIZE - bits % Byte.SIZE;
            return Arrays.equals(mine, 0, whole, other, 0, whole)
                    && (rest == Byte.SIZE || (mine[whole] & 0xFF) >> rest == (other[whole] & 0xFF) >> rest);
        }
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::of).toList();
    }

    /** Whether everybody on the Internet could call this address too. */
    static boolean isPublic(InetAddress address) {
        return switch (address) {
            case Inet4Address four -> NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(four));
            case Inet6Address six when TRANSLATED.holds(six) -> isPublic(translated(six));
            case Inet6Address six ->
                PUBLIC_6.holds(six) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(six));
            default -> false;
        };
    }

    private static InetAddress translated(Inet6Address address) {
        byte[] bytes = address.getAddress();
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }
}

package io.virtualqueue.server.outbound;

import java.net.InetAddress;
import java.util.function.Predicate;

/**
 * Where calls may lead.
 *
 * @param allows the addresses that may be connected to
 * @param allowsLocalNames whether names may be called that mean this machine wherever they are looked up
 */
record AddressGuard(Predicate<InetAddress> allows, boolean allowsLocalNames) {
    /** Only what everybody on the Internet could call too. */
    static final AddressGuard PUBLIC_ONLY = new AddressGuard(AddressRules::isPublic, false);
    /** Anywhere. */
    static final AddressGuard OPEN = new AddressGuard(_ -> true, true);
}

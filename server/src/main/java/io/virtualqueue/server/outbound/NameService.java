package io.virtualqueue.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Says where names lead; may take long, and blocks. */
@FunctionalInterface
interface NameService {
    /** The system's: its hosts file and name servers. The JVM remembers answers for half a minute. */
    NameService OF_SYSTEM = InetAddress::getAllByName;

    InetAddress[] addressesOf(String name) throws UnknownHostException;
}

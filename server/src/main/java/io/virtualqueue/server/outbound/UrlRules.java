package io.virtualqueue.server.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Which URLs may be called, as far as their text tells. */
final class UrlRules {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    private UrlRules() {}

    static boolean isSecure(URI url) {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure(url) ? HTTPS_PORT : HTTP_PORT;
    }

    /** The host's address when it is one, written out in the usual form; empty for a name. */
    static Optional<InetAddress> literal(String host) {
        boolean isBracketed = host.startsWith("[");
        String text = isBracketed ? host.substring(1, host.length() - 1) : host;
        try {
            return Optional.of(InetAddress.ofLiteral(text))
                    .filter(address -> isBracketed || address.getHostAddress().equals(text));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** Why it may not be called, or empty. */
    static Optional<String> refusal(URI url, AddressGuard guard) {
        if (!isSecure(url) && !"http".equalsIgnoreCase(url.getScheme())) {
            return Optional.of("must be of http or https");
        }
        if (url.getHost() == null || isOddNumber(url.getHost()) || url.getPort() == 0 || url.getPort() > MAX_PORT) {
            return Optional.of("must name a host");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("must have no user and no fragment");
        }
        boolean isAllowed = literal(url.getHost())
                .map(address -> guard.allows().test(address))
                .orElseGet(() -> guard.allowsLocalNames() || !isLocalName(url.getHost()));
        return isAllowed ? Optional.empty() : Optional.of("must not lead to a private address or to this machine");
    }

    /** An address in an unusual form, such as {@code 127.1}: the names of the Internet do not end with a number. */
    private static boolean isOddNumber(String host) {
        String lastLabel = host.substring(host.lastIndexOf('.') + 1);
        return literal(host).isEmpty() && !lastLabel.isEmpty() && Character.isDigit(lastLabel.charAt(0));
    }

    /** RFC 6761: never anything but this machine. */
    private static boolean isLocalName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return plain.equals("localhost") || plain.endsWith(".localhost");
    }
}

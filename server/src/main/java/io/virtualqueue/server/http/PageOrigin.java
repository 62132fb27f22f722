package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the page comes from that a browser sends a request for. */
public final class PageOrigin {
    private static final String SCHEME_END = "://";
    private static final String HTTP = "http";
    private static final String HTTPS = "https";

    private PageOrigin() {}

    /** The origin of a page that is not this server's own, or null: also for whatever is no browser. */
    public static @Nullable String foreign(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaderNames.ORIGIN);
        return origin == null || isOwn(origin, request.getHeader(HttpHeaderNames.HOST)) ? null : origin;
    }

    /** The scheme may differ, for a proxy may have decrypted; a port that goes without saying may be said. */
    static boolean isOwn(String origin, @Nullable String host) {
        int end = origin.indexOf(SCHEME_END);
        if (end < 0 || host == null) {
            return false;
        }
        String scheme = origin.substring(0, end).toLowerCase(Locale.ROOT);
        String authority = origin.substring(end + SCHEME_END.length());
        return withoutUsualPort(scheme, authority).equalsIgnoreCase(withoutUsualPort(scheme, host));
    }

    private static String withoutUsualPort(String scheme, String authority) {
        String port = scheme.equals(HTTPS) ? ":443" : scheme.equals(HTTP) ? ":80" : "";
        return !port.isEmpty() && authority.endsWith(port)
                ? authority.substring(0, authority.length() - port.length())
                : authority;
    }
}

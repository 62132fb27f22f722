package io.virtualqueue.server.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** The first to see every request: security headers on every answer, no malformed target, no body beyond the limit. */
@Singleton
public final class Gate {
    /** The largest body, in bytes; a batch of 100 queues fits well. Where the length is not told before, reading ends there. */
    public static final int MAX_BODY_BYTES = 1_048_576;

    /** The later ones of Quarkus run at 300 and below. */
    private static final int FIRST = 10_000;

    private static final CharSequence CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final CharSequence REFERRER_POLICY = AsciiString.cached("referrer-policy");
    /** Browsers of today have no such filter any more; it is there because audits ask for it. */
    private static final CharSequence XSS_PROTECTION = AsciiString.cached("x-xss-protection");

    private static final CharSequence STRICT_TRANSPORT_SECURITY = AsciiString.cached("strict-transport-security");

    private static final CharSequence NO_SNIFFING = AsciiString.cached("nosniff");
    private static final CharSequence DENY = AsciiString.cached("DENY");
    private static final CharSequence BLOCK = AsciiString.cached("1; mode=block");
    private static final CharSequence NO_REFERRER = AsciiString.cached("no-referrer");
    private static final CharSequence NO_STORE = AsciiString.cached("no-store");
    private static final CharSequence NOTHING = AsciiString.cached("default-src 'none'; frame-ancestors 'none'");
    /** The page of the API's description brings its own scripts and styles, some of them inline. */
    private static final CharSequence OWN_PAGE = AsciiString.cached("default-src 'self'; "
            + "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "frame-ancestors 'none'");

    private static final CharSequence ONE_YEAR = AsciiString.cached("max-age=31536000; includeSubDomains");

    private final BrowserAccess browserAccess;
    private final ClientAddress clientAddress;
    private final OlderPaths olderPaths;

    @Inject
    public Gate(BrowserAccess browserAccess, ClientAddress clientAddress, OlderPaths olderPaths) {
        this.browserAccess = browserAccess;
        this.clientAddress = clientAddress;
        this.olderPaths = olderPaths;
    }

    void install(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext context) {
        clientAddress.note(context);
        String path = context.request().path();
        MultiMap headers = context.response().headers();
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFFING);
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, DENY);
        headers.set(XSS_PROTECTION, BLOCK);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, isOwnPage(path) ? OWN_PAGE : NOTHING);
        if (path != null && path.startsWith("/v1/")) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        }
        if (clientAddress.isEncrypted(context.request())) {
            headers.set(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
        if (isMalformed(context.request().uri())) {
            RouterProblems.end(context, Problem.of(400, "malformed_target", "The path or query is malformed."));
            return;
        }
        noteOlderPath(context);
        if (isTooLarge(context.request().getHeader(HttpHeaderNames.CONTENT_LENGTH))) {
            // What is still on its way cannot be told from a next request, so the connection ends here.
            headers.set(HttpHeaderNames.CONNECTION, "close");
            RouterProblems.answer(context, ProblemException.tooLarge());
        } else {
            browserAccess.handle(context);
        }
    }

    private void noteOlderPath(RoutingContext context) {
        OlderPath older = olderPaths.of(context);
        if (older != null) {
            older.note(context);
            context.response().headers().set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        }
    }

    private static boolean isOwnPage(@Nullable String path) {
        return path != null && path.startsWith("/docs");
    }

    static boolean isMalformed(String target) {
        if (isPlain(target)) {
            return false;
        }
        if (hasPathParameters(target)) {
            return true;
        }
        try {
            new URI(target);
            return false;
        } catch (URISyntaxException malformed) {
            return true;
        }
    }

    /** The resources' framework looks past what follows a semicolon, and filters that go by the path would not. */
    private static boolean hasPathParameters(String target) {
        int semicolon = target.indexOf(';');
        int query = target.indexOf('?');
        return semicolon >= 0 && (query < 0 || semicolon < query);
    }

    /** Whether there are only letters, digits, dashes and slashes, as nearly always: parsing would cost more. */
    private static boolean isPlain(String target) {
        if (target.length() < 2 || target.charAt(0) != '/' || target.charAt(1) == '/') {
            return false;
        }
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    static boolean isTooLarge(@Nullable String contentLength) {
        return contentLength != null && WholeNumber.parse(contentLength).orElse(Long.MAX_VALUE) > MAX_BODY_BYTES;
    }
}

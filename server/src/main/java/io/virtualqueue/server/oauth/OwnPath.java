package io.virtualqueue.server.oauth;

import io.virtualqueue.server.http.ProblemException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser goes after a sign-in: a path of this server and nothing else, for it takes a secret along. */
record OwnPath(String path) {
    static final int MAX_LENGTH = 500;

    /** One slash first, and nothing that a browser would read as another host; a query may follow. */
    private static final Pattern GOOD = Pattern.compile("/(?!/)[A-Za-z0-9/_.~-]*(\\?[A-Za-z0-9/_.~=&%-]*)?");

    /**
     * Reads it.
     *
     * @param text null is the root
     * @throws ProblemException 422 when it is not such a path
     */
    static OwnPath of(@Nullable String text) {
        if (text == null) {
            return new OwnPath("/");
        }
        if (text.length() > MAX_LENGTH || !GOOD.matcher(text).matches()) {
            throw ProblemException.invalidField("redirect", "must be a path of this server");
        }
        return new OwnPath(text);
    }

    /** The path with this in its fragment, which no server sees. */
    String with(String name, String value) {
        return path + "#" + name + "=" + value;
    }
}

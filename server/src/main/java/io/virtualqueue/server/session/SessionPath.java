package io.virtualqueue.server.session;

import io.virtualqueue.server.http.TenantPath;
import org.jspecify.annotations.Nullable;

/**
 * A path that {@link HotPaths} answers. The ids are as they came.
 */
sealed interface SessionPath {
    /** {@code …/sessions/{session}/position}, where the path need not name the queue. */
    record Position(String tenant, @Nullable String queue, String session) implements SessionPath {}

    /** {@code …/queues/{queue}/sessions}. */
    record Join(String tenant, String queue) implements SessionPath {}

    /** {@code /v1/public/queues/{queue}/sessions}. */
    record PublicJoin(String queue) implements SessionPath {}

    /** What the path names, or null when it is another one. */
    static @Nullable SessionPath parse(String path) {
        if (!path.startsWith("/v1/") || !(path.endsWith("/position") || path.endsWith("/sessions"))) {
            return null;
        }
        String[] parts = path.split("/", -1);
        if (parts[2].equals("public")) {
            return parts.length == 6 && parts[3].equals("queues") && parts[5].equals("sessions")
                    ? new PublicJoin(parts[4])
                    : null;
        }
        return parts[2].equals("tenants") && parts.length > 4
                ? parse(parts[3], parts, 4)
                : parse(TenantPath.OWN, parts, 2);
    }

    private static @Nullable SessionPath parse(String tenant, String[] parts, int from) {
        int count = parts.length - from;
        if (count == 3 && parts[from].equals("sessions") && parts[from + 2].equals("position")) {
            return new Position(tenant, null, parts[from + 1]);
        }
        if (count < 3 || !parts[from].equals("queues") || !parts[from + 2].equals("sessions")) {
            return null;
        }
        if (count == 3) {
            return new Join(tenant, parts[from + 1]);
        }
        return count == 5 && parts[from + 4].equals("position")
                ? new Position(tenant, parts[from + 1], parts[from + 3])
                : null;
    }
}

package io.virtualqueue.server.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query parameter {@value #NAME}, by which super admins say which tenant they mean. */
public final class TenantQuery {
    public static final String NAME = "tenantId";

    private TenantQuery() {}

    /**
     * Reads it.
     *
     * @return null when there is none
     * @throws ProblemException 422 when it is no id
     */
    public static @Nullable UUID parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return PathId.parse(text);
        } catch (ProblemException malformed) {
            throw ProblemException.invalidField(NAME, "must be a UUID");
        }
    }
}

package io.virtualqueue.server.identity;

import io.virtualqueue.server.db.Sql;
import io.virtualqueue.server.http.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** How many people a tenant may have. */
final class UserLimit {
    private static final String LOCK = Sql.text(UserLimit.class, "lock_user_limit");
    private static final String COUNT = Sql.text(UserLimit.class, "count_users");

    private UserLimit() {}

    /**
     * To be asked in the transaction that adds one, after it did: until its end nobody else's addition is counted.
     *
     * @throws ProblemException 409 when there are more than the limit
     */
    static void check(Handle handle, UUID tenantId) {
        Optional<Integer> limit = handle.createQuery(LOCK)
                .bind("tenant", tenantId)
                .mapTo(Integer.class)
                .findOne();
        if (limit.isPresent()
                && handle.createQuery(COUNT)
                                .bind("tenant", tenantId)
                                .mapTo(Long.class)
                                .one()
                        > limit.get()) {
            throw ProblemException.limitReached("users", limit.get());
        }
    }
}

package io.virtualqueue.server.db;

import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** One transaction, with the failures that mean "not now" told apart from all others. */
final class Transactions {
    private Transactions() {}

    static <T extends @Nullable Object, X extends Exception> T run(Jdbi jdbi, HandleCallback<T, X> work) throws X {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException failure) {
            if (DatabaseUnavailableException.isMeantBy(failure)) {
                throw new DatabaseUnavailableException(failure);
            }
            throw failure;
        }
    }
}

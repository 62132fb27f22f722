package io.virtualqueue.server.identity;

import io.virtualqueue.server.http.ProblemException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Keeps something of its own in step with the applications of tenants. */
public interface ApplicationListener {
    /** Does, before the transaction that makes or changes an application, what needs transactions of its own. */
    void prepare(UUID tenantId);

    /**
     * An application is made or changed, by the transaction of this handle, which has locked its tenant.
     *
     * @throws ProblemException when it may not be; the transaction is undone
     */
    void saved(Handle handle, Application application);

    /** The transaction that made or changed an application of the tenant is committed. */
    void committed(UUID tenantId);

    /** An application is deleted, by the transaction of this handle. */
    void deleted(Handle handle, Application application);
}

package io.virtualqueue.server.identity;

import io.vertx.ext.web.RoutingContext;

/** Limits how often someone may show wrong credentials, each of which costs a look into the database. */
public interface LookUpLimit {
    /**
     * Before a credential is looked up that this server does not remember.
     *
     * @param lookUp is run on the event loop that asked, unless there is an answer that this was once too often
     */
    void ask(RoutingContext context, Runnable lookUp);

    /** Tells that the credential was good; what was asked before counts for nothing then. */
    void wasGood(RoutingContext context);
}

/** What happened in a tenant, for its admins: the trail of administrative writes, and the journal's account of sessions. */
@NullMarked
package io.virtualqueue.server.audit;

import org.jspecify.annotations.NullMarked;

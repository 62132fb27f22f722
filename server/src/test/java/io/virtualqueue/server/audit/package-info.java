/** What admins can find out about what happened. */
@NullMarked
package io.virtualqueue.server.audit;

import org.jspecify.annotations.NullMarked;

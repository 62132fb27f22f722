/** Rate limits: how often a client may call, and what is said to one that calls more often. */
@NullMarked
package io.virtualqueue.server.throttle;

import org.jspecify.annotations.NullMarked;

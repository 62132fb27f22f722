/** Tells those who listen what happens to queues: one model of topics and updates, whatever the protocol. */
@NullMarked
package io.virtualqueue.server.push;

import org.jspecify.annotations.NullMarked;

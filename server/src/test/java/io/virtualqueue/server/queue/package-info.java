/** Tests of queues as their owners see them. */
@NullMarked
package io.virtualqueue.server.queue;

import org.jspecify.annotations.NullMarked;

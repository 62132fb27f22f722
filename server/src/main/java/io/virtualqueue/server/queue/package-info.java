/** Queues as their owners see them: made, listed, changed, paused, resumed, ended, and how full they are. */
@NullMarked
package io.virtualqueue.server.queue;

import org.jspecify.annotations.NullMarked;

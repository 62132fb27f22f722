/** Calls to other systems over HTTP: where they may go, how long they may take, when they are tried again, what they cost. */
@NullMarked
package io.virtualqueue.server.outbound;

import org.jspecify.annotations.NullMarked;

/** The trail that administrative writes leave, written in the transaction of what it tells of. */
@NullMarked
package io.virtualqueue.server.trail;

import org.jspecify.annotations.NullMarked;

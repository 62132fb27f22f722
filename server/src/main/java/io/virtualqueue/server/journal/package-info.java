/**
 * The journal of every queue: commands go in through a bounded mailbox, events come out in PostgreSQL and in memory.
 * {@link io.virtualqueue.server.journal.Journal} is the door.
 */
@NullMarked
package io.virtualqueue.server.journal;

import org.jspecify.annotations.NullMarked;

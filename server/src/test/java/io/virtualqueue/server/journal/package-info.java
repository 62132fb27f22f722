/** The journal on a real PostgreSQL, with two nodes on it. */
@NullUnmarked
package io.virtualqueue.server.journal;

import org.jspecify.annotations.NullUnmarked;

/** A person's place in a queue: joining, looking, leaving, being on the site, and noticing who has gone away. */
@NullMarked
package io.virtualqueue.server.session;

import org.jspecify.annotations.NullMarked;

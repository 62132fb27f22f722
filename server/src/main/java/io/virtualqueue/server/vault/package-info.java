/** Keeps secrets: seals what must not be read in the database, with keys of each tenant's own. */
@NullMarked
package io.virtualqueue.server.vault;

import org.jspecify.annotations.NullMarked;

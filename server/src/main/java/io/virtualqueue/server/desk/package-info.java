/** What staff do at a service desk: calling whoever is next, serving, noting who did not come. */
@NullMarked
package io.virtualqueue.server.desk;

import org.jspecify.annotations.NullMarked;

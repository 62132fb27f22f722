/** Tests of letting people through. */
@NullMarked
package io.virtualqueue.server.release;

import org.jspecify.annotations.NullMarked;

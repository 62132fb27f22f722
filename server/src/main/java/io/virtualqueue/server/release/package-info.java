/** Lets people through: the ticker that releases and expires, what is counted of it, and the keys that verify passes. */
@NullMarked
package io.virtualqueue.server.release;

import org.jspecify.annotations.NullMarked;

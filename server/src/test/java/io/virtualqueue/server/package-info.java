/** Tests of the whole server and of what holds it together. */
@NullMarked
package io.virtualqueue.server;

import org.jspecify.annotations.NullMarked;

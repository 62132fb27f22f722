@NullMarked
package io.virtualqueue.server.outbound;

import org.jspecify.annotations.NullMarked;

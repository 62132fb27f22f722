@NullMarked
package io.virtualqueue.server.compat;

import org.jspecify.annotations.NullMarked;

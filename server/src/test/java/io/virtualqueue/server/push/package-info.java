@NullMarked
package io.virtualqueue.server.push;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.virtualqueue.server.vault;

import org.jspecify.annotations.NullMarked;

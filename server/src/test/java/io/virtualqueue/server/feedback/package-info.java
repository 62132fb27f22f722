@NullMarked
package io.virtualqueue.server.feedback;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.virtualqueue.server.checkin;

import org.jspecify.annotations.NullMarked;

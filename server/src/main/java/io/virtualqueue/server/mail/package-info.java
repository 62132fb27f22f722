/** Sends mail. */
@NullMarked
package io.virtualqueue.server.mail;

import org.jspecify.annotations.NullMarked;

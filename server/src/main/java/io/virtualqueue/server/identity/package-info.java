/** Who is calling and what they may do: people, applications, and the holders of session tokens and passes. */
@NullMarked
package io.virtualqueue.server.identity;

import org.jspecify.annotations.NullMarked;

/** The server: one package per feature; start reading at {@code Main}. */
@NullMarked
package io.virtualqueue.server;

import org.jspecify.annotations.NullMarked;

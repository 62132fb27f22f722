/** Tells other systems what happened: webhooks and callbacks, their deliveries and what became of them. */
@NullMarked
package io.virtualqueue.server.webhook;

import org.jspecify.annotations.NullMarked;

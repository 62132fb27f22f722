package io.virtualqueue.server.session;

import io.virtualqueue.engine.Visit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body that chooses when to be told, as the documentation shows it. */
@Schema(name = "ReadyAt", requiredProperties = "position")
record ReadyAt(
        @Schema(minimum = "0", maximum = "" + Visit.MAX_READY_AT)
        int position) {}

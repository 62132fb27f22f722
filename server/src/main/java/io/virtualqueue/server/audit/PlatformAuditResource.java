package io.virtualqueue.server.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened on the platform, for super admins. */
@Path("/v1/platform/audit")
@Tag(name = "Audit")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class PlatformAuditResource {
    private final AuditRows rows;

    @Inject
    PlatformAuditResource(AuditRows rows) {
        this.rows = rows;
    }

    @GET
    @Operation(
            operationId = "listPlatformAudit",
            summary = "List what happened on the platform",
            description = "The newest first: what super admins changed that belongs to no tenant, and their sign-ins.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AuditEntry.Page.class)))
    public AuditEntry.Page list(
            @Context RoutingContext context, @BeanParam PageQuery pageQuery, @BeanParam AuditQuery query) {
        Caller.of(context).require(Permission.RUN_PLATFORM);
        PageRequest page = AuditQuery.page(pageQuery);
        return rows.page(Caller.PLATFORM, query.filter(), page);
    }
}

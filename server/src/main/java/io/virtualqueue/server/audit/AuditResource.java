package io.virtualqueue.server.audit;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened in a tenant, for its admins. */
@Path("/v1/tenants/{tenantId}/audit")
@Tag(name = "Audit")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class AuditResource {
    private final AuditRows rows;

    @Inject
    AuditResource(AuditRows rows) {
        this.rows = rows;
    }

    @GET
    @Operation(
            operationId = "listAudit",
            summary = "List what happened in a tenant",
            description = "The newest first: what people and applications changed, sign-ins, and what became of"
                    + " sessions. At most 10,000 entries can be turned to and are counted; from and to lead further.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AuditEntry.Page.class)))
    public AuditEntry.Page list(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @BeanParam PageQuery pageQuery,
            @BeanParam AuditQuery query) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, pageQuery.tenantId());
        caller.require(Permission.SEE_AUDIT);
        PageRequest page = AuditQuery.page(pageQuery);
        AuditQuery.Filter filter = query.filter();
        if (!rows.hasTenant(tenant)) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        return rows.page(tenant, filter, page);
    }
}

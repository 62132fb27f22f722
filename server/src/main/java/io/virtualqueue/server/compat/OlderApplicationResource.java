package io.virtualqueue.server.compat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.tenant.ApplicationResource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The applications of a waiting room. */
@Path("/applications")
@Tag(name = "Older paths")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
@RunOnVirtualThread
public final class OlderApplicationResource {
    private static final int MAX_DOMAIN = 253;
    private static final String SCHEME_END = "://";
    private static final String HTTPS = "https://";

    private final MeantTenant tenants;
    private final ApplicationResource applications;
    private final Features features;

    /** The body as the documentation shows it. */
    @Schema(name = "OlderApplication")
    record Body(
            @Schema(description = "Required for a new one.") @Nullable
            String name,

            @Schema(description = "From where pages may join; required for a new one.") @Nullable
            String domain,

            @JsonProperty("callback_url") @Nullable String callbackUrl) {}

    @Inject
    OlderApplicationResource(MeantTenant tenants, ApplicationResource applications, Features features) {
        this.tenants = tenants;
        this.applications = applications;
        this.features = features;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "olderCreateApplication", summary = "Make an application")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "201", description = "`{id, name, domain, callback_url, api_key, …}`")
    public Response create(@Context RoutingContext context, byte[] body) {
        String tenant = administered(context);
        Fields fields = Fields.parse(body);
        ObjectNode wish = wish(fields);
        fields.text("name", 1, Integer.MAX_VALUE);
        fields.text("domain", 1, MAX_DOMAIN);
        fields.check();
        FeatureAnswer made = features.answerOf(applications.create(context, tenant, Envelope.bytes(wish)));
        return made.withHeaders(Response.status(made.status()).entity(application(made.body())));
    }

    @GET
    @Operation(operationId = "olderListApplications", summary = "List the applications")
    @APIResponse(responseCode = "200", description = "`[{id, name, domain, callback_url, …}]`")
    public Response list(@Context RoutingContext context) {
        String tenant = administered(context);
        JsonNode page = features.tree(applications.list(context, tenant, PageQuery.of(1, PageRequest.MAX_LIMIT)));
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        page.path("applications").forEach(each -> list.add(application(each)));
        return Response.ok(list).build();
    }

    @GET
    @Path("{applicationId}")
    @Operation(operationId = "olderGetApplication", summary = "Get an application")
    @APIResponse(responseCode = "200", description = "`{id, name, domain, callback_url, …}`")
    public Response get(@Context RoutingContext context, @PathParam("applicationId") String applicationId) {
        String tenant = administered(context);
        return Response.ok(application(features.tree(applications.get(context, tenant, applicationId))))
                .build();
    }

    @PUT
    @Path("{applicationId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "olderChangeApplication", summary = "Change an application; absent fields stay")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Body.class)))
    @APIResponse(responseCode = "200", description = "`{id, name, domain, callback_url, …}`")
    public Response change(
            @Context RoutingContext context, @PathParam("applicationId") String applicationId, byte[] body) {
        String tenant = administered(context);
        Fields fields = Fields.parse(body);
        ObjectNode wish = wish(fields);
        fields.check();
        Fields change = Fields.parse(Envelope.bytes(wish));
        return Response.ok(application(features.tree(applications.change(context, tenant, applicationId, change))))
                .build();
    }

    @DELETE
    @Path("{applicationId}")
    @Operation(operationId = "olderDeleteApplication", summary = "Delete an application; its keys stop working")
    @APIResponse(responseCode = "200", description = "`{id, is_active: false}`")
    public Response delete(@Context RoutingContext context, @PathParam("applicationId") String applicationId) {
        applications.delete(context, administered(context), applicationId);
        return Response.ok(JsonNodeFactory.instance
                        .objectNode()
                        .put("id", applicationId)
                        .put("is_active", false))
                .build();
    }

    private String administered(RoutingContext context) {
        Caller.of(context).require(Permission.MANAGE_APPLICATIONS);
        return tenants.of(context).toString();
    }

    /** What {@code /v1} takes. */
    private static ObjectNode wish(Fields fields) {
        ObjectNode wish = JsonNodeFactory.instance.objectNode();
        String name = fields.optionalText("name", 1, Integer.MAX_VALUE);
        if (name != null) {
            wish.put("name", name);
        }
        String domain = fields.optionalText("domain", 1, MAX_DOMAIN);
        if (domain != null) {
            wish.putArray("allowedOrigins").add(domain.contains(SCHEME_END) ? domain : HTTPS + domain);
        }
        if (fields.isNull("callback_url")) {
            wish.putNull("callbackUrl");
        } else if (fields.isPresent("callback_url")) {
            wish.put("callbackUrl", fields.optionalText("callback_url", 1, Integer.MAX_VALUE));
        }
        return wish;
    }

    private static ObjectNode application(JsonNode now) {
        ObjectNode application = JsonNodeFactory.instance.objectNode();
        application.set("id", now.path("id"));
        application.set("name", now.path("name"));
        application.put("domain", domain(now.path("allowedOrigins").path(0).asText()));
        application.put("callback_url", now.path("callbackUrl").textValue());
        application.put("is_active", true);
        if (now.hasNonNull("apiKey")) {
            application.set("api_key", now.path("apiKey"));
        }
        application.set("created_at", now.path("createdAt"));
        application.set("updated_at", now.path("updatedAt"));
        return application;
    }

    private static String domain(String origin) {
        return origin.startsWith(HTTPS) ? origin.substring(HTTPS.length()) : origin;
    }
}

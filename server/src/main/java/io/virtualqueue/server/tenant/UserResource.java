package io.virtualqueue.server.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Account;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.identity.Revocations;
import io.virtualqueue.server.identity.Role;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people of a tenant, for its admins. */
@Path("/v1/tenants/{tenantId}/users")
@Tag(name = "People")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class UserResource {
    private static final List<String> SORT_FIELDS = List.of("createdAt", "email");

    private final Accounts accounts;
    private final Tenants tenants;
    private final Revocations revocations;

    /** What making a person takes. */
    @Schema(name = "NewUser")
    record NewUser(
            @Schema(maxLength = 254) String email,

            @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
            String password,

            @Schema(
                    enumeration = {"admin", "manager", "staff", "customer"},
                    implementation = String.class)
            Role role) {
        static NewUser from(Fields fields) {
            var user = new NewUser(
                    fields.email("email"),
                    fields.text("password", Passwords.MIN_LENGTH, Passwords.MAX_LENGTH),
                    fields.oneOf("role", Role.OF_TENANTS, Role::wireName));
            fields.check();
            return user;
        }

        /** What tells it from other requests, without the password. */
        byte[] withoutPassword() {
            return (email + " " + role.wireName()).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "NewUser";
        }
    }

    /** A person as clients see it. */
    @Schema(name = "User")
    record User(UUID id, UUID tenantId, String email, String role, Instant createdAt) {
        static User of(UUID tenantId, Account account) {
            return new User(
                    account.id(), tenantId, account.email(), account.role().wireName(), account.createdAt());
        }
    }

    /** A page of people. */
    @Schema(name = "Users")
    record Page(List<User> users, Pagination pagination) {}

    @Inject
    UserResource(Accounts accounts, Tenants tenants, Revocations revocations) {
        this.accounts = accounts;
        this.tenants = tenants;
        this.revocations = revocations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createUser", summary = "Make a person who can log in")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewUser.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = User.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        UUID tenant = administered(context, tenantId, fields.optionalUuid("tenantId"));
        NewUser user = NewUser.from(fields);
        RequestKey key = RequestKey.of(context, user.withoutPassword());
        var created = accounts.create(tenant, user.email(), user.password(), user.role(), key);
        User made = User.of(tenant, created.account());
        var response = Response.created(URI.create("/v1/tenants/" + tenant + "/users/" + made.id()))
                .entity(made);
        return (created.replayed() ? response.header("Idempotent-Replayed", "true") : response).build();
    }

    @GET
    @Operation(operationId = "listUsers", summary = "List a tenant's people")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = administered(context, tenantId, query.tenantId());
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        Accounts.Listed listed = accounts.list(tenant, page);
        return new Page(
                listed.accounts().stream()
                        .map(account -> User.of(tenant, account))
                        .toList(),
                page.of(listed.total()));
    }

    @GET
    @Path("{userId}")
    @Operation(operationId = "getUser", summary = "Get a person")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = User.class)))
    public User get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId) {
        UUID tenant = administered(context, tenantId, null);
        return User.of(tenant, accounts.read(tenant, PathId.parse(userId)).orElseThrow(UserResource::unknown));
    }

    @DELETE
    @Path("{userId}")
    @Operation(operationId = "deleteUser", summary = "End an account; its tokens stop working")
    @APIResponse(responseCode = "204", description = "Ended")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId) {
        UUID tenant = administered(context, tenantId, null);
        UUID user = PathId.parse(userId);
        if (!accounts.end(tenant, user)) {
            throw unknown();
        }
        revocations.noticed(user);
    }

    private UUID administered(RoutingContext context, String tenantId, @Nullable UUID named) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, named);
        caller.require(Permission.MANAGE_PEOPLE);
        if (tenants.read(tenant).isEmpty()) {
            throw ProblemException.notFound("There is no such tenant.");
        }
        return tenant;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such person.");
    }
}

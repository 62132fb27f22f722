package io.virtualqueue.server.tenant;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import io.virtualqueue.server.http.Fields;
import io.virtualqueue.server.http.IdempotencyKey;
import io.virtualqueue.server.http.PageQuery;
import io.virtualqueue.server.http.PageRequest;
import io.virtualqueue.server.http.Pagination;
import io.virtualqueue.server.http.PathId;
import io.virtualqueue.server.http.ProblemException;
import io.virtualqueue.server.identity.Account;
import io.virtualqueue.server.identity.AccountChange;
import io.virtualqueue.server.identity.AccountChanges;
import io.virtualqueue.server.identity.Accounts;
import io.virtualqueue.server.identity.Actors;
import io.virtualqueue.server.identity.Caller;
import io.virtualqueue.server.identity.NewAccount;
import io.virtualqueue.server.identity.PasswordRules;
import io.virtualqueue.server.identity.Passwords;
import io.virtualqueue.server.identity.Permission;
import io.virtualqueue.server.identity.RequestKey;
import io.virtualqueue.server.identity.Role;
import io.virtualqueue.server.identity.Sandbox;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

    private static final int MAX_NAME_LENGTH = 100;

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Tenants tenants;
    private final Invitations invitations;

    /** What making a person takes. */
    @Schema(name = "NewUser")
    record NewUser(
            @Schema(maxLength = 254) String email,

            @Schema(minLength = 1, maxLength = MAX_NAME_LENGTH) @Nullable
            String name,

            @Schema(
                    description = "Absent: the person is invited to choose one",
                    minLength = Passwords.MIN_LENGTH,
                    maxLength = Passwords.MAX_LENGTH)
            @Nullable
            String password,

            @Schema(
                    enumeration = {"admin", "manager", "staff", "customer"},
                    implementation = String.class)
            Role role) {
        static NewUser from(Fields fields, TenantPeople people) {
            String email = fields.email("email");
            String name = fields.optionalText("name", 1, MAX_NAME_LENGTH);
            String password = fields.optionalText("password", Passwords.MIN_LENGTH, Passwords.MAX_LENGTH);
            String weakness = password == null
                    ? null
                    : PasswordRules.weakness(password, people.wordsBeside(email, name == null ? "" : name));
            if (weakness != null) {
                fields.reject("password", weakness);
            }
            var user = new NewUser(email, name, password, fields.oneOf("role", people.roles(), Role::wireName));
            fields.check();
            return user;
        }

        NewAccount account() {
            return new NewAccount(email, name, password, role);
        }

        /** What tells it from other requests, without the password. */
        byte[] withoutPassword() {
            String how = password == null ? " invited" : "";
            return (email + " " + role.wireName() + how + (name == null ? "" : " " + name))
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "NewUser";
        }
    }

    /** What changing a person takes; absent fields stay. */
    @Schema(name = "UserChange")
    record UserChange(
            @Schema(minLength = 1, maxLength = MAX_NAME_LENGTH) @Nullable
            String name,

            @Schema(
                    enumeration = {"admin", "manager", "staff", "customer"},
                    implementation = String.class)
            @Nullable
            Role role,

            @Schema(description = "Who is disabled cannot log in, and all tokens stop working") @Nullable
            Boolean disabled) {
        static AccountChange from(Fields fields, TenantPeople people) {
            var change = new AccountChange(
                    fields.optionalText("name", 1, MAX_NAME_LENGTH),
                    fields.optionalOneOf("role", people.roles(), Role::wireName),
                    fields.optionalFlag("disabled"));
            fields.check();
            return change;
        }
    }

    /** A page of people. */
    @Schema(name = "Users")
    record Page(List<UserView> users, Pagination pagination) {}

    @Inject
    UserResource(Accounts accounts, AccountChanges changes, Tenants tenants, Invitations invitations) {
        this.accounts = accounts;
        this.changes = changes;
        this.tenants = tenants;
        this.invitations = invitations;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createUser",
            summary = "Make a person who can log in, or invite one",
            description =
                    "Without a password the person gets a mail to choose one. Where this server sends no mail, the"
                            + " answer has the token instead, this once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = NewUser.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = UserView.class)))
    public Response create(@Context RoutingContext context, @PathParam("tenantId") String tenantId, Fields fields) {
        TenantPeople people = administered(context, tenantId, fields.optionalUuid("tenantId"));
        NewUser user = NewUser.from(fields, people);
        RequestKey key = RequestKey.of(context, user.withoutPassword());
        var created = accounts.create(people.tenantId(), user.account(), key, Actors.of(context));
        String shown = created.inviteToken() == null
                ? null
                : invitations.deliver(created.account(), created.inviteToken(), people.name());
        UserView made = UserView.of(people.tenantId(), created.account(), shown);
        var response = Response.created(URI.create("/v1/tenants/" + people.tenantId() + "/users/" + made.id()))
                .entity(made);
        return IdempotencyKey.marked(response, created.replayed()).build();
    }

    @GET
    @Operation(operationId = "listUsers", summary = "List a tenant's people")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Context RoutingContext context, @PathParam("tenantId") String tenantId, @BeanParam PageQuery query) {
        UUID tenant = administered(context, tenantId, query.tenantId()).tenantId();
        PageRequest page = query.request(List.of(), SORT_FIELDS);
        Accounts.Listed listed = accounts.list(tenant, page);
        return new Page(
                listed.accounts().stream()
                        .map(account -> UserView.of(tenant, account, null))
                        .toList(),
                page.of(listed.total()));
    }

    @GET
    @Path("{userId}")
    @Operation(operationId = "getUser", summary = "Get a person")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserView.class)))
    public UserView get(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId) {
        UUID tenant = administered(context, tenantId, null).tenantId();
        return view(tenant, accounts.read(tenant, PathId.parse(userId)));
    }

    @PATCH
    @Path("{userId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeUser",
            summary = "Change a person; absent fields stay",
            description = "With another role or disabled, the person's tokens stop working. The last admin stays one.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserChange.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UserView.class)))
    public UserView change(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId,
            Fields fields) {
        TenantPeople people = administered(context, tenantId, null);
        UUID user = PathId.parse(userId);
        AccountChange change = UserChange.from(fields, people);
        return view(people.tenantId(), changes.change(people.tenantId(), user, change, Actors.of(context)));
    }

    @DELETE
    @Path("{userId}")
    @Operation(operationId = "deleteUser", summary = "End an account; its tokens stop working")
    @APIResponse(responseCode = "204", description = "Ended")
    public void delete(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId) {
        UUID tenant = administered(context, tenantId, null).tenantId();
        if (!changes.end(tenant, PathId.parse(userId), Actors.of(context))) {
            throw unknown();
        }
    }

    @DELETE
    @Path("{userId}/mfa")
    @Operation(operationId = "resetUserMfa", summary = "Take away the second factor of a person who has lost it")
    @APIResponse(responseCode = "204", description = "No second factor is asked for any more")
    public void resetMfa(
            @Context RoutingContext context,
            @PathParam("tenantId") String tenantId,
            @PathParam("userId") String userId) {
        UUID tenant = administered(context, tenantId, null).tenantId();
        if (changes.resetMfa(tenant, PathId.parse(userId), Actors.of(context)).isEmpty()) {
            throw unknown();
        }
    }

    private TenantPeople administered(RoutingContext context, String tenantId, @Nullable UUID named) {
        Caller caller = Caller.of(context);
        UUID tenant = caller.tenant(tenantId, named);
        caller.require(Permission.MANAGE_PEOPLE);
        if (tenant.equals(Caller.PLATFORM)) {
            caller.require(Permission.RUN_PLATFORM);
            return new TenantPeople(tenant, "VirtualQueue", "", List.of(Role.SUPER_ADMIN));
        }
        if (Sandbox.isSandbox(tenant)) {
            throw ProblemException.notFound("A sandbox has the people of its tenant.");
        }
        Tenant known = tenants.read(tenant).orElseThrow(() -> ProblemException.notFound("There is no such tenant."));
        return new TenantPeople(tenant, known.name(), known.domain(), Role.OF_TENANTS);
    }

    private static UserView view(UUID tenant, Optional<Account> account) {
        return UserView.of(tenant, account.orElseThrow(UserResource::unknown), null);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("There is no such person.");
    }
}

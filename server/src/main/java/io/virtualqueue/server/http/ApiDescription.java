package io.virtualqueue.server.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What the API's description says of the whole API, so that no resource repeats it: credentials, headers, problems. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";

    @Override
    public Operation filterOperation(Operation operation) {
        operation.getResponses().addAPIResponse("default", anyProblem());
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        description
                .info(OASFactory.createInfo()
                        .title("VirtualQueue")
                        .version("1")
                        .description("Queues of people: waiting rooms and service desks. Where a path begins with"
                                + " `/v1/tenants/{tenantId}/`, `tenants/{tenantId}/` may be left out: then the tenant is"
                                + " the one of the credential.")
                        .license(OASFactory.createLicense()
                                .name("Apache-2.0")
                                .url("https://www.apache.org/licenses/LICENSE-2.0")))
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(BEARER))
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(API_KEY));
        description
                .getComponents()
                .addSchema(PROBLEM, problem())
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A person's access token, a session token, or a pass"))
                .addSecurityScheme(
                        API_KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key")
                                .description("An application of a tenant"));
        ApiHeaders.describe(description);
    }

    private static APIResponse anyProblem() {
        return OASFactory.createAPIResponse()
                .description("A problem: 4xx is the caller's, 5xx the server's")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema problem() {
        Schema field = schema(SchemaType.OBJECT)
                .properties(Map.of("field", schema(SchemaType.STRING), "message", schema(SchemaType.STRING)))
                .required(List.of("field", "message"));
        return schema(SchemaType.OBJECT)
                .description("RFC 9457; errors names every bad field")
                .addProperty("type", schema(SchemaType.STRING))
                .addProperty("title", schema(SchemaType.STRING))
                .addProperty("status", schema(SchemaType.INTEGER))
                .addProperty("code", schema(SchemaType.STRING))
                .addProperty("detail", schema(SchemaType.STRING))
                .addProperty("errors", schema(SchemaType.ARRAY).items(field))
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema schema(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}

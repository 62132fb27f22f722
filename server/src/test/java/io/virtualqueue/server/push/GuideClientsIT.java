package io.virtualqueue.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.virtualqueue.server.RunningServer;
import io.virtualqueue.server.TestTenant;
import org.junit.jupiter.api.Test;

/**
 * The clients of the integration guide, unchanged but for address and credentials. The one for C# is not among them, for it
 * needs .NET; it speaks as Microsoft's client for Java does, which {@link JavaSignalRIT} holds the server to.
 */
class GuideClientsIT {
    private static final RunningServer SERVER = RunningServer.shared();

    private final TestTenant tenant = TestTenant.on(SERVER);
    private final String staffToken =
            tenant.personsTokens("staff").body().path("accessToken").asText();

    @Test
    void theClientForJavaScript() {
        assertThat(Program.node("guide.mjs", SERVER.origin(), tenant.apiKey(), staffToken)
                        .end())
                .contains("The guide's client for JavaScript works");
    }

    @Test
    void theClientForPython() {
        assertThat(Program.python("guide.py", SERVER.origin(), tenant.apiKey(), staffToken)
                        .end())
                .contains("The guide's client for Python works");
    }
}

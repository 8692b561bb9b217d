/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.login;

import dev.mcpjunit.RequiresCommand;
import dev.mcpjunit.authorization.ClientAuthorization;
import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.contract.AuthorizedClientProbe;
import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.testkit.JavaSdk;
import dev.mcpjunit.testkit.stacks.StackTable;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that were not written for the contract, and our own: the page has what it finds. */
class ClientStacksTests {

    private static final StackTable TABLE = StackTable.on("docs/authorized-clients.md");

    @Test
    void our_own_connection() throws IOException {
        TABLE.hold(
                "`McpConnection`",
                AuthorizedClientProbe.of(
                                ClientStacksTests::ours,
                                DeclaredLogin.byItself("get-forecast")
                                        .neverRepeats("book-trip")
                                        .callsConcurrently())
                        .all());
    }

    private static ClientUnderTest ours(LoginSetup setup) {
        McpConnection connection = McpConnection.builder(setup.endpoint())
                .authorization(ClientAuthorization.asUser())
                .open();
        return ClientUnderTest.of(tool -> connection.callTool(tool, Map.of("city", "Oslo")), connection);
    }

    @Test
    void the_java_sdk() throws IOException {
        TABLE.hold(
                JavaSdk.NAME,
                AuthorizedClientProbe.of(
                                ClientStacksTests::javaSdk,
                                DeclaredLogin.fromSupplier("get-forecast")
                                        .neverRepeats("book-trip")
                                        .callsConcurrently())
                        .all());
    }

    /** It has no login of its own: its transport adds what a customizer says to each request. */
    private static ClientUnderTest javaSdk(LoginSetup setup) {
        URI uri = setup.endpoint().uri();
        McpSyncClient client = McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getAuthority())
                                .endpoint(uri.getPath())
                                .addHttpRequestCustomizer((request, method, to, body, context) ->
                                        request.setHeader("Authorization", "Bearer " + setup.token()))
                                .build())
                .build();
        try {
            client.initialize();
        } catch (RuntimeException failure) {
            client.close();
            throw failure;
        }
        return ClientUnderTest.of(
                tool -> client.callTool(CallToolRequest.builder(tool)
                        .arguments(Map.of("city", "Oslo"))
                        .build()),
                client);
    }

    @Test
    @RequiresCommand({"node", "npm"})
    void the_typescript_sdk() throws Exception {
        try (TypeScriptLogins clients = TypeScriptLogins.start()) {
            TABLE.hold(
                    "TypeScript SDK 2.4.0",
                    AuthorizedClientProbe.of(
                                    clients::connect,
                                    DeclaredLogin.byItself("get-forecast")
                                            .neverRepeats("book-trip")
                                            .callsConcurrently())
                            .all());
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.CommandClient;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.testkit.NodePrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The TypeScript SDK's client, in a process of its own. */
final class TypeScriptClient {

    private TypeScriptClient() {}

    /** Have the program and the SDK. */
    static Path install() {
        return NodePrograms.install("client").resolve("client.js");
    }

    // tag::start[]
    static ClientUnderTest connect(McpEndpoint server, Path program, Duration timeout)
            throws IOException, InterruptedException {
        return CommandClient.connect(server, List.of("node", program.toString(), Long.toString(timeout.toMillis())));
    }
    // end::start[]
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpjunit.contract.client.ClientUnderTest;
import dev.mcpjunit.contract.client.CommandClient;
import dev.mcpjunit.endpoint.McpEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The TypeScript SDK's client, in a process of its own. */
final class TypeScriptClient {

    private static final int INSTALLING_MINUTES = 3;

    private TypeScriptClient() {}

    /** Have the SDK from the registry, or skip the test where there is none. */
    static Path install() throws IOException, InterruptedException {
        Path home = Path.of("target", "typescript-client").toAbsolutePath();
        Files.createDirectories(home);
        for (String file : List.of("package.json", "client.js")) {
            try (InputStream in =
                    Objects.requireNonNull(TypeScriptClient.class.getResourceAsStream("typescript/" + file))) {
                Files.copy(in, home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.exists(home.resolve("node_modules/@modelcontextprotocol/sdk/package.json"))) {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock")
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(npm.getInputStream().readAllBytes(), UTF_8);
            assertThat(npm.waitFor(INSTALLING_MINUTES, TimeUnit.MINUTES)).isTrue();
            assumeTrue(npm.exitValue() == 0, () -> "npm could not install the TypeScript SDK: " + output);
        }
        return home.resolve("client.js");
    }

    // tag::start[]
    static ClientUnderTest connect(McpEndpoint server, Path program, Duration timeout)
            throws IOException, InterruptedException {
        return CommandClient.connect(server, List.of("node", program.toString(), Long.toString(timeout.toMillis())));
    }
    // end::start[]
}

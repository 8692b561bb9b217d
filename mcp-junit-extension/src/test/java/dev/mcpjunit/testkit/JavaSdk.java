/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import io.modelcontextprotocol.client.McpClient;
import java.util.Objects;

/** The MCP Java SDK on the class path, as tables name it. */
public final class JavaSdk {

    /** With the version that its jar says. */
    public static final String NAME = "Java SDK " + version(McpClient.class);

    /** The clients and servers that it calls modern. */
    public static final String MODERN = NAME + ", modern";

    private JavaSdk() {}

    private static String version(Class<?> type) {
        return Objects.requireNonNull(
                type.getPackage().getImplementationVersion(),
                () -> "The manifest of " + type.getProtectionDomain().getCodeSource() + " has no version");
    }
}

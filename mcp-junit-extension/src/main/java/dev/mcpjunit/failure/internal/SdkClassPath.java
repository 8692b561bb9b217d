/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.failure.internal;

import dev.mcpjunit.failure.ServerStartException;
import java.util.ServiceConfigurationError;
import org.apiguardian.api.API;

/** Says what is wrong with a class path on which the MCP Java SDK is, but not what it needs. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SdkClassPath {

    private SdkClassPath() {}

    /**
     * Turn what the JVM says into what to do.
     *
     * @param error what the SDK's first use came to
     */
    public static ServerStartException problem(String server, Error error) {
        Throwable cause = rootCause(error);
        if (cause instanceof ServiceConfigurationError) {
            return new ServerStartException(
                    "Server '" + server + "': the MCP Java SDK is on the class path without a JSON module ("
                            + cause.getMessage() + "). Add io.modelcontextprotocol.sdk:mcp, or mcp-json-jackson2 for"
                            + " Jackson 2, in the version of mcp-core.",
                    error);
        }
        return new ServerStartException(
                "Server '" + server + "': the MCP Java SDK does not fit what is beside it on the class path (" + cause
                        + "). " + remedy(String.valueOf(cause.getMessage())),
                error);
    }

    private static Throwable rootCause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            // A class loader repeats, with dots for slashes, what the JVM has said.
            if (cause instanceof NoClassDefFoundError && cause.getCause() instanceof ClassNotFoundException) {
                return cause;
            }
            cause = cause.getCause();
        }
        return cause;
    }

    private static String remedy(String missing) {
        if (missing.contains("com/fasterxml/jackson/annotation/")) {
            return "It needs a newer com.fasterxml.jackson.core:jackson-annotations: version 2.21 fits.";
        }
        if (missing.contains("io/modelcontextprotocol/modern/")
                || missing.contains("io.modelcontextprotocol.modern.")) {
            return "The modern clients and servers of the SDK are in its version 2.2.0 and newer: set the version of"
                    + " io.modelcontextprotocol.sdk:mcp.";
        }
        if (missing.contains("io/modelcontextprotocol/") || missing.contains("io.modelcontextprotocol.")) {
            return "The SDK is another than mcp-junit knows: 1.1, 2.0, 2.1 and 2.2 fit. McpConnection needs none.";
        }
        return "Compare the versions in the build's dependency tree with those that the SDK asks for.";
    }
}

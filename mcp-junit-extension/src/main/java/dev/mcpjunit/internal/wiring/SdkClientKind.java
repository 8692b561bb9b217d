/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wiring;

import java.util.Arrays;
import java.util.Optional;
import org.apiguardian.api.API;

/** The clients of the Java SDK that a test can ask for. By name, because the SDK may not be on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public enum SdkClientKind {
    SYNC("io.modelcontextprotocol.client.McpSyncClient"),
    ASYNC("io.modelcontextprotocol.client.McpAsyncClient"),
    MODERN_SYNC("io.modelcontextprotocol.modern.client.McpSyncClient"),
    MODERN_ASYNC("io.modelcontextprotocol.modern.client.McpAsyncClient");

    private final String type;

    SdkClientKind(String type) {
        this.type = type;
    }

    /** The kind of a type; empty if it is no client of the SDK. */
    public static Optional<SdkClientKind> of(Class<?> type) {
        return Arrays.stream(values())
                .filter(kind -> kind.type.equals(type.getName()))
                .findFirst();
    }
}

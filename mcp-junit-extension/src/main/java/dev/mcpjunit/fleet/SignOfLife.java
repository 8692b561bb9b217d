/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet;

import dev.mcpjunit.connection.McpConnection;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.Methods;
import dev.mcpjunit.internal.wiring.ServerHandle;
import dev.mcpjunit.json.JsonObject;
import java.util.function.Supplier;

/** Finds out whether a server answers. */
final class SignOfLife {

    private SignOfLife() {}

    /** Why a server does not answer; empty text if it does. */
    static String reason(Supplier<McpConnection> connect) {
        McpConnection connection;
        try {
            connection = connect.get();
        } catch (McpException notOpened) {
            return String.valueOf(notOpened.getMessage());
        }
        try {
            String method = connection.server().protocol().isStateless() ? Methods.DISCOVER : Methods.PING;
            connection.request(method, JsonObject.EMPTY);
            return "";
        } catch (McpErrorException anyAnswer) {
            return "";
        } catch (McpException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    static boolean isStarted(ServerHandle handle) {
        try {
            handle.server();
            return true;
        } catch (McpException notStarted) {
            return false;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.server.internal.Ports;
import java.io.IOException;
import java.net.Socket;

/** Ports for programs that must be given one. */
public final class FreePort {

    private FreePort() {}

    /** A port that is free now. */
    public static int next() {
        return Ports.free();
    }

    /** Whether a program listens at a port. */
    public static boolean isListening(int port) {
        try (var client = new Socket("localhost", port)) {
            return client.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}

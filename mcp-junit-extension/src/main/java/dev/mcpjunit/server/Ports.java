/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apiguardian.api.API;

/** Finds ports that nobody listens on. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Ports {

    /** What stands for the port in the command and environment of a server that has to be told where to listen. */
    public static final String PLACEHOLDER = "${mcp.port}";

    private Ports() {}

    /** Whether nobody listens at a port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** A port that is free now. The system hands out others first before it gives this one to somebody else. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exhausted) {
            throw new UncheckedIOException("No free port on the loopback interface", exhausted);
        }
    }
}

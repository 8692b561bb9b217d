/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apiguardian.api.API;

/** Finds free ports. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Ports {

    /** What stands for the port in the command and environment of a server that must be given its port. */
    public static final String PLACEHOLDER = "${mcp.port}";

    /**
     * Below what Linux (32768) and other systems (49152) give to connections, above what programs usually listen at.
     */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;
    private static final int TRIES = 500;

    /** Somewhere, so that JVMs that run at the same time seldom look at the same ports. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private Ports() {}

    /** Whether a port is free now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * A port that is free now, for a server that will listen there in a moment. It is none of those that a system gives
     * to connections by itself, or the next connection of any program could be given it before the server listens; and
     * no other caller in this JVM gets the same one.
     */
    public static int free() {
        for (int tries = 0; tries < TRIES; tries++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        return givenBySystem();
    }

    private static int givenBySystem() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exhausted) {
            throw new UncheckedIOException("No free port on the loopback interface", exhausted);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.fault.internal.FaultPlan;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apiguardian.api.API;

/**
 * What a proxy needs to know.
 *
 * @param upstream where that server is now; asked for each request, because a restart may move it
 * @param faults decides about each connection, message and listening stream
 * @param traffic records what crosses the wire
 * @param stubs asked about each request first; what they answer reaches neither the faults nor the server
 * @param toServer does something to the server itself, and returns when it is done
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record HttpProxyConfig(
        String server,
        Supplier<McpEndpoint.Http> upstream,
        FaultPlan faults,
        TrafficRecorder traffic,
        Stubs stubs,
        Consumer<ServerAct> toServer,
        Trust trust) {

    /** Which certificates of servers are trusted. */
    @FunctionalInterface
    public interface Trust {

        /** The certificates that the JVM trusts. */
        Trust OF_THE_JVM = SSLContext::getDefault;

        /** Make the context for connections to a server. */
        SSLContext context() throws NoSuchAlgorithmException;
    }

    /** A proxy without stubs. */
    public HttpProxyConfig(
            String server,
            Supplier<McpEndpoint.Http> upstream,
            FaultPlan faults,
            TrafficRecorder traffic,
            Consumer<ServerAct> toServer) {
        this(server, upstream, faults, traffic, Stubs.NONE, toServer, Trust.OF_THE_JVM);
    }

    /** Answer what stubs have an answer to. */
    public HttpProxyConfig answeringBy(Stubs others) {
        return new HttpProxyConfig(server, upstream, faults, traffic, others, toServer, trust);
    }
}

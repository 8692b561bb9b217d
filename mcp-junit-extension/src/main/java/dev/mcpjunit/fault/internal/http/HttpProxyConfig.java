/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultPlan;
import dev.mcpjunit.fault.ServerAct;
import dev.mcpjunit.traffic.internal.TrafficRecorder;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apiguardian.api.API;

/**
 * What a proxy needs to know.
 *
 * @param server the name of the server behind it
 * @param upstream where that server is now; asked anew for each request, for a restart may move it
 * @param faults asked about each connection, message and listening stream
 * @param traffic takes what crosses the wire
 * @param stubs asked about each request first; what they serve neither the faults nor the server hear of
 * @param toServer does something to the server itself, and returns when it is done
 * @param address where to listen
 * @param tls makes the proxy speak TLS to its clients, with the certificate in it
 * @param trust decides which certificates of a server that speaks TLS are good; the JVM's own ones if empty
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record HttpProxyConfig(
        String server,
        Supplier<McpEndpoint.Http> upstream,
        FaultPlan faults,
        TrafficRecorder traffic,
        Stubs stubs,
        Consumer<ServerAct> toServer,
        InetAddress address,
        Optional<SSLContext> tls,
        Optional<SSLContext> trust) {

    /** A proxy on loopback, without TLS of its own and without stubs. */
    public HttpProxyConfig(
            String server,
            Supplier<McpEndpoint.Http> upstream,
            FaultPlan faults,
            TrafficRecorder traffic,
            Consumer<ServerAct> toServer) {
        this(
                server,
                upstream,
                faults,
                traffic,
                Stubs.NONE,
                toServer,
                InetAddress.getLoopbackAddress(),
                Optional.empty(),
                Optional.empty());
    }

    /** Listen elsewhere: at the wildcard address when clients run in containers. */
    public HttpProxyConfig listeningAt(InetAddress elsewhere) {
        return new HttpProxyConfig(server, upstream, faults, traffic, stubs, toServer, elsewhere, tls, trust);
    }

    /** Answer what stubs have an answer to. */
    public HttpProxyConfig answeringBy(Stubs others) {
        return new HttpProxyConfig(server, upstream, faults, traffic, others, toServer, address, tls, trust);
    }

    /** Speak TLS to clients. */
    public HttpProxyConfig withTls(SSLContext certificate) {
        return new HttpProxyConfig(
                server, upstream, faults, traffic, stubs, toServer, address, Optional.of(certificate), trust);
    }

    /** Trust other certificates of servers than the JVM does. */
    public HttpProxyConfig trusting(SSLContext certificates) {
        return new HttpProxyConfig(
                server, upstream, faults, traffic, stubs, toServer, address, tls, Optional.of(certificates));
    }
}

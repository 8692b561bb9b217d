/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import dev.mcpjunit.server.McpServerFactory;
import io.modelcontextprotocol.modern.server.transport.HttpServletMcpTransport;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.Servlet;
import java.net.URI;

/** A transport of the Java SDK in a Tomcat of its own, at any free port. */
@SuppressWarnings("deprecation") // so is HTTP+SSE, but servers still have it
public final class SdkServlet implements AutoCloseable {

    private final ServletHost host;
    private final Runnable server;
    private final String path;

    private SdkServlet(Servlet transport, String path, Runnable server) {
        this.server = server;
        this.path = path;
        this.host = new ServletHost(transport);
    }

    /** Streamable HTTP with sessions, as a test class starts it. */
    public static final class Streamable implements McpServerFactory {
        @Override
        public Started start() {
            return started(streamable());
        }
    }

    /** HTTP without sessions, as a test class starts it. */
    public static final class Stateless implements McpServerFactory {
        @Override
        public Started start() {
            return started(stateless());
        }
    }

    private static McpServerFactory.Started started(SdkServlet servlet) {
        return new McpServerFactory.Started(servlet.uri(), servlet);
    }

    /** Streamable HTTP with sessions. */
    public static SdkServlet streamable() {
        // Its sweeper would be a thread that keeps the JVM alive.
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .sessionSweepInterval(null)
                .build();
        McpSyncServer server = SdkServer.withSessions(McpServer.sync(transport));
        return new SdkServlet(transport, "/mcp", server::close);
    }

    /** HTTP without sessions, where each request stands alone. */
    public static SdkServlet stateless() {
        var transport = HttpServletStatelessServerTransport.builder()
                .messageEndpoint("/mcp")
                .build();
        McpStatelessSyncServer server = SdkServer.stateless(transport);
        return new SdkServlet(transport, "/mcp", server::close);
    }

    /** Revision 2026-07-28. */
    public static SdkServlet modern() {
        var server = ModernSdkServer.create();
        var transport = HttpServletMcpTransport.builder(server).endpoint("/mcp").build();
        return new SdkServlet(transport, "/mcp", transport::closeGracefully);
    }

    /** HTTP+SSE. */
    public static SdkServlet sse() {
        var transport = HttpServletSseServerTransportProvider.builder()
                .messageEndpoint("/message")
                .sseEndpoint("/sse")
                .build();
        McpSyncServer server = SdkServer.withSessions(McpServer.sync(transport));
        return new SdkServlet(transport, "/sse", server::close);
    }

    /** Where its endpoint is. */
    public URI uri() {
        return URI.create("http://localhost:" + host.port() + path);
    }

    @Override
    public void close() {
        server.run();
        host.close();
    }
}

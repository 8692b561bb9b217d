/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.connection.table;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/** A transport of the Java SDK in a Tomcat of its own, at any free port. */
@SuppressWarnings("deprecation") // so is HTTP+SSE, but servers still have it
final class SdkServlet implements AutoCloseable {

    /** Kept, because a logger without a reference forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    static {
        LOG.setLevel(Level.OFF);
        Registry.disableRegistry();
    }

    private final Tomcat tomcat = new Tomcat();
    private final Runnable server;
    private final String path;

    private SdkServlet(Servlet transport, String path, Runnable server) {
        this.server = server;
        this.path = path;
        tomcat.setBaseDir(Path.of("target", "tomcat").toAbsolutePath().toString());
        tomcat.setHostname("localhost");
        tomcat.setPort(0);
        tomcat.getConnector();
        Context context =
                tomcat.addContext("", Path.of("target").toAbsolutePath().toString());
        Wrapper servlet = Tomcat.addServlet(context, "mcp", transport);
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
        try {
            tomcat.start();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static SdkServlet streamable() {
        // Its sweeper would be a thread that keeps the JVM alive.
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .sessionSweepInterval(null)
                .build();
        McpSyncServer server = SdkServer.withSessions(McpServer.sync(transport));
        return new SdkServlet(transport, "/mcp", server::close);
    }

    static SdkServlet stateless() {
        var transport = HttpServletStatelessServerTransport.builder()
                .messageEndpoint("/mcp")
                .build();
        McpStatelessSyncServer server = SdkServer.stateless(transport);
        return new SdkServlet(transport, "/mcp", server::close);
    }

    static SdkServlet sse() {
        var transport = HttpServletSseServerTransportProvider.builder()
                .messageEndpoint("/message")
                .sseEndpoint("/sse")
                .build();
        McpSyncServer server = SdkServer.withSessions(McpServer.sync(transport));
        return new SdkServlet(transport, "/sse", server::close);
    }

    URI uri() {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + path);
    }

    @Override
    public void close() {
        server.run();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.testkit;

import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.modeler.Registry;

/** A servlet in a Tomcat of its own, at any free port. */
public final class ServletHost implements AutoCloseable {

    /** Kept, because a logger without a reference forgets its level. */
    private static final Logger LOG = Logger.getLogger("org.apache");

    static {
        LOG.setLevel(Level.OFF);
        Registry.disableRegistry();
    }

    private final Tomcat tomcat = new Tomcat();

    /** Start. */
    public ServletHost(Servlet transport) {
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

    /** The port that it listens on. */
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

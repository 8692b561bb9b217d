/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.server.ServerSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.TestAbortedException;

/** The method of a test class that {@code @McpServer(source = …)} names. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SourceMethod {

    private static final String CONTAINER = "org.testcontainers.containers.GenericContainer";

    private final Class<?> owner;
    private final String name;

    /**
     * Name a method.
     *
     * @param owner the class that carries the annotation
     * @param name the method's name
     */
    public SourceMethod(Class<?> owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** Call the method, which may be private. */
    public Object call() {
        Method method = ReflectionSupport.findMethod(owner, name)
                .filter(found -> Modifier.isStatic(found.getModifiers()))
                .orElseThrow(() -> wrong("there is no static method '" + name + "' without parameters in this class"));
        method.setAccessible(true);
        try {
            Object made = method.invoke(null);
            if (made == null) {
                throw wrong("the method '" + name + "' returned null");
            }
            return made;
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof TestAbortedException assumption) {
                throw assumption;
            }
            throw new ExtensionConfigurationException(
                    "@McpServer(source = \"" + name + "\") on " + owner.getName() + ": the method failed: "
                            + failed.getCause(),
                    failed.getCause());
        } catch (IllegalAccessException impossible) {
            throw new ExtensionConfigurationException(String.valueOf(impossible), impossible);
        }
    }

    /** What the method made, as a source. */
    public ServerSource asSource(Object made) {
        if (made instanceof McpEndpoint endpoint) {
            return new ServerSource.Remote(endpoint);
        }
        if (made instanceof URI uri) {
            return new ServerSource.Remote(new McpEndpoint.Http(uri));
        }
        if (isContainer(made.getClass())) {
            return new ServerSource.Container(made);
        }
        throw wrong("the method '" + name + "' returned a "
                + made.getClass().getName()
                + ", but a source is a ServerSpec, an McpEndpoint, a URI or a Testcontainers container");
    }

    private static boolean isContainer(@Nullable Class<?> type) {
        return type != null && (type.getName().equals(CONTAINER) || isContainer(type.getSuperclass()));
    }

    private ExtensionConfigurationException wrong(String what) {
        return new ExtensionConfigurationException(
                "@McpServer(source = \"" + name + "\") on " + owner.getName() + ": " + what + ".");
    }
}

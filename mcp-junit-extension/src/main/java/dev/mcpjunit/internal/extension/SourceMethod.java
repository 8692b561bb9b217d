/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.extension;

import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.internal.settings.WrongConfiguration;
import dev.mcpjunit.server.ServerSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
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
     */
    public SourceMethod(Class<?> owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** Call the method, which may be private. */
    public Object call() {
        Method method = ReflectionSupport.findMethod(owner, name)
                .filter(SourceMethod::isStatic)
                .orElseThrow(() -> wrong(whyMissing()));
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
            throw WrongConfiguration.because(
                    "@McpServer(source = \"" + name + "\") on " + owner.getName() + ": the method failed: "
                            + failed.getCause()
                            + "\n  If it needs what another extension starts, put the annotation of that extension above"
                            + " @McpServer.",
                    failed.getCause());
        } catch (IllegalAccessException impossible) {
            throw WrongConfiguration.because(String.valueOf(impossible), impossible);
        }
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    /** What is there instead of the method, and what to do about it. */
    private String whyMissing() {
        String missing = "there is no static method '" + name + "' without parameters in this class";
        if (isIn(companion())) {
            return "the method '" + name + "' of the companion object is not static. Annotate it with @JvmStatic";
        }
        if (ReflectionSupport.findMethod(owner, name).isPresent()) {
            return "the method '" + name + "' is not static. Make it static";
        }
        for (Class<?> outer = owner.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            if (isIn(outer)) {
                return missing + ", but there is one in the outer class " + outer.getName()
                        + ". Move @McpServer there, or call that method from a static method of this class";
            }
        }
        return isNamed(owner) ? missing + ", but one with parameters. Remove the parameters" : missing;
    }

    private boolean isIn(@Nullable Class<?> type) {
        return type != null && ReflectionSupport.findMethod(type, name).isPresent();
    }

    private boolean isNamed(Class<?> type) {
        return !ReflectionSupport.findMethods(
                        type, method -> method.getName().equals(name), HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
    }

    /** Where Kotlin puts the methods of a companion object. */
    private @Nullable Class<?> companion() {
        return Stream.of(owner.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("Companion"))
                .findFirst()
                .orElse(null);
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
        return WrongConfiguration.because(
                "@McpServer(source = \"" + name + "\") on " + owner.getName() + ": " + what + ".");
    }
}

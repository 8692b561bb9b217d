/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.base;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * Finds the servers of a test class that runs, for static methods of that class: frameworks call them with nothing that
 * leads to JUnit's store. A class is known from the start of its servers until they are stopped. Thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ClassAddresses {

    private static final Map<Class<?>, Function<String, URI>> RUNNING = new ConcurrentHashMap<>();

    private ClassAddresses() {}

    /**
     * Note that the servers of a class start.
     *
     * @param addresses makes the address of a server, by the server's name
     */
    public static Runnable register(Class<?> testClass, Function<String, URI> addresses) {
        RUNNING.put(testClass, addresses);
        return () -> RUNNING.remove(testClass, addresses);
    }

    /**
     * Get the address of a server.
     *
     * @param testClass the class that runs, a class in it, or a class that it extends
     * @throws IllegalStateException if no such class runs, or several do
     */
    public static URI of(Class<?> testClass, String server) {
        for (Class<?> next = testClass; next != null; next = next.getEnclosingClass()) {
            Function<String, URI> addresses = RUNNING.get(next);
            if (addresses != null) {
                return addresses.apply(server);
            }
        }
        List<Function<String, URI>> inherited = RUNNING.entrySet().stream()
                .filter(running -> testClass.isAssignableFrom(running.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (inherited.size() != 1) {
            throw new IllegalStateException(
                    inherited.isEmpty()
                            ? "The servers of " + testClass.getName()
                                    + " have not been started. Are they declared on that" + " class, with @McpServer?"
                            : "Several subclasses of " + testClass.getName()
                                    + " run at the same time. Name the class itself.");
        }
        return inherited.get(0).apply(server);
    }
}

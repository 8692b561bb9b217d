/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.endpoint;

import dev.mcpjunit.internal.base.ClassAddresses;
import java.net.URI;
import org.apiguardian.api.API;

/**
 * The fixed address of a server for a whole test class, for clients that are configured before the first test, such as
 * a bean of an application context. It leads to the proxy of the test that runs, so that faults and {@code Traffic}
 * work, and between tests to the server.
 *
 * <pre>{@code
 * @McpServer(name = "weather", image = "acme/weather:2")
 * class ForecastTests {
 *
 *     static WeatherClient client;
 *
 *     @BeforeAll
 *     static void connect() {
 *         client = WeatherClient.connect(McpAddress.of(ForecastTests.class, "weather"));
 *     }
 * }
 * }</pre>
 *
 * <p>In a Spring test, ask for it in a method with {@code @DynamicPropertySource}.
 *
 * <p>Tests of the class that use faults or traffic must not run at the same time, because they share the address.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class McpAddress {

    private McpAddress() {}

    /**
     * Get the address of a server that listens on HTTP, and start the server if it does not run yet.
     *
     * @param testClass the test class that declares the server with scope {@code CLASS} or {@code RUN}, or a class that
     *     it extends
     * @param server the name of the server
     * @return an address on this machine with the path of the server; the same for the whole class; never {@code null}
     * @throws IllegalStateException if the class does not run, has no such server, or the server does not listen on
     *     HTTP
     */
    public static URI of(Class<?> testClass, String server) {
        return ClassAddresses.of(testClass, server);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.server.Transport;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a class once for each revision of the protocol and, if transports are given, for each transport. Connections use
 * exactly that revision.
 *
 * <pre>{@code
 * @AcrossProtocols(
 *         value = {"2025-06-18", "2025-11-25", "2026-07-28"},
 *         transports = {Transport.STDIO, Transport.STREAMABLE_HTTP})
 * @McpServer(command = {"java", "-jar", "weather.jar", "${mcp.transport}", "--port", "${mcp.port}"})
 * class WeatherEverywhereTest {
 *     @Test
 *     void forecasts(McpConnection weather) { … }
 * }
 * }</pre>
 *
 * <p>Each run has its own servers. In a command, the placeholder <code>${mcp.transport}</code> stands for the
 * transport: {@code stdio} or {@code http}.
 *
 * <p>A combination that a server does not support fails, unless it is listed in {@link #unsupported}.
 *
 * <p>Servers cannot be injected into {@code @BeforeAll} methods, because these run outside the single runs.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith(AcrossProtocolsProvider.class)
public @interface AcrossProtocols {

    /**
     * The protocols: revisions such as {@code 2025-11-25}, or {@code LEGACY}, {@code MODERN} and {@code AUTO}.
     *
     * @return the protocols, in the order of the runs; not empty
     */
    String[] value();

    /**
     * The transports.
     *
     * @return the transports; empty by default, so that each server uses its declared transport
     */
    Transport[] transports() default {};

    /**
     * Combinations that the servers do not support on purpose. Their runs are reported as skipped, with the reason.
     *
     * @return the exceptions; none by default
     */
    Unsupported[] unsupported() default {};

    /** A combination that the servers do not support on purpose. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Unsupported {

        /**
         * The protocol, as {@link AcrossProtocols#value} names it.
         *
         * @return the protocol
         */
        String protocol();

        /**
         * The transport.
         *
         * @return the transport; by default {@link Transport#AUTO}, which stands for all of them
         */
        Transport transport() default Transport.AUTO;

        /**
         * Why it is not supported.
         *
         * @return a sentence for the report
         */
        String reason();
    }
}

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
 * {@code @AcrossProtocols} runs a class once for each revision of the protocol, and for each transport where some are
 * named. Connections then speak that revision and no other.
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
 * <p>Each run has servers of its own. A command is told the transport by the placeholder <code>${mcp.transport}</code>,
 * which stands for {@code stdio} or {@code http}.
 *
 * <p>A combination that a server cannot serve fails, unless {@link #unsupported} says that it shall not.
 *
 * <p>What is given to {@code @BeforeAll} would belong to no run, so servers cannot be injected there.
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
     * @return the transports; empty, the default, to leave each server its own
     */
    Transport[] transports() default {};

    /**
     * What the servers do not serve, on purpose. Such a run is reported as skipped, with the reason.
     *
     * @return the exceptions; none by default
     */
    Unsupported[] unsupported() default {};

    /** A combination that servers do not serve on purpose. */
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
         * Why not.
         *
         * @return a sentence for the report
         */
        String reason();
    }
}

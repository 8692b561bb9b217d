/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.fault.Occurrences;
import dev.mcpjunit.fault.Selector;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Injects a fault between the client and the server of a test: on a method for that test, on a class for each of its
 * tests.
 *
 * <pre>{@code
 * @Test
 * @InjectFault(onTool = "forecast", calls = "1..2", fault = FaultKind.HTTP_STATUS, httpStatus = 503, retryAfter = "1 s")
 * void honorsRetryAfter(McpEndpoint weather, Traffic traffic) { … }
 * }</pre>
 *
 * <p>Each test has its own proxy, so that tests can run concurrently. The endpoints and clients of a class's tests
 * connect through that proxy if the class uses this annotation, or if one of its constructors, tests or lifecycle
 * methods has a parameter of type {@link FaultInjector}, {@link dev.mcpjunit.traffic.Traffic} or {@code WireMock}. An
 * unused fault fails its test, because the test proved nothing about it.
 *
 * <p>{@link FaultInjector} has all faults and all their settings, and can inject them during a test.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(InjectFaults.class)
@ExtendWith(McpExtension.class)
public @interface InjectFault {

    /**
     * The fault to inject.
     *
     * @return the kind of fault
     */
    FaultKind fault();

    /**
     * The tool whose calls are affected.
     *
     * @return the name; by default any tool, unless {@link #onMethod} is set
     */
    String onTool() default "";

    /**
     * The JSON-RPC method of the affected requests, such as {@code tools/list}. Cannot be combined with
     * {@link #onTool}.
     *
     * @return the method; {@code tools/call} by default
     */
    String onMethod() default "";

    /**
     * Which of the matching requests are affected, counted from 1: {@code "2"}, {@code "1..3"}, {@code "4.."},
     * {@code "every 3"}.
     *
     * @return the requests as {@link Occurrences#parse} reads them; by default all
     */
    String calls() default "";

    /**
     * The server whose requests are affected.
     *
     * @return the name; by default all servers of the class
     * @see Selector#toServer
     */
    String server() default "";

    /**
     * The duration, for faults that delay something.
     *
     * @return a duration such as {@code 500 ms} or {@code 2 s}
     */
    String delay() default FaultKind.DEFAULT_DELAY;

    /**
     * The HTTP status, for {@link FaultKind#HTTP_STATUS}.
     *
     * @return a status; 503 by default
     */
    int httpStatus() default FaultKind.DEFAULT_HTTP_STATUS;

    /**
     * The value of {@code Retry-After}, for {@link FaultKind#HTTP_STATUS}.
     *
     * @return a duration, sent as whole seconds; none by default
     */
    String retryAfter() default "";

    /**
     * Whether the test may pass if the fault is unused.
     *
     * @return {@code true} to accept an unused fault
     */
    boolean optional() default false;
}

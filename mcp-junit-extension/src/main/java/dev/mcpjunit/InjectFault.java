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
 * {@code @InjectFault} makes the wire between a test's client and its server misbehave: on a method for that test, on a
 * class for each of its tests.
 *
 * <pre>{@code
 * @Test
 * @InjectFault(onTool = "forecast", calls = "1..2", fault = FaultKind.HTTP_STATUS, httpStatus = 503, retryAfter = "1 s")
 * void waitsAsLongAsItIsTold(McpEndpoint weather, Traffic traffic) { … }
 * }</pre>
 *
 * <p>Each test has a wire of its own, so that tests may run at the same time. What is injected into a class that asks
 * for faults, {@link FaultInjector} or {@link dev.mcpjunit.traffic.Traffic} anywhere, in a test, is connected by way of
 * that wire. A fault that never happened fails the test, for it has shown nothing.
 *
 * <p>{@link FaultInjector} can do more: it has all faults, with all their settings, and can be used in the midst of a
 * test.
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
     * What happens.
     *
     * @return the kind of fault
     */
    FaultKind fault();

    /**
     * The tool whose calls it happens to.
     *
     * @return the name; by default any tool, unless {@link #onMethod} says something else
     */
    String onTool() default "";

    /**
     * The JSON-RPC method of the requests it happens to, such as {@code tools/list}. Not together with {@link #onTool}.
     *
     * @return the method; {@code tools/call} by default
     */
    String onMethod() default "";

    /**
     * Which of these requests, counted from 1: {@code "2"}, {@code "1..3"}, {@code "4.."}, {@code "every 3"}.
     *
     * @return the requests as {@link Occurrences#parse} reads them; by default all
     */
    String calls() default "";

    /**
     * The server whose requests are meant.
     *
     * @return the name; by default all servers of the class
     * @see Selector#toServer
     */
    String server() default "";

    /**
     * How long, for faults that are a matter of time.
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
     * Whether the fault need not happen.
     *
     * @return {@code true} if the test is to pass though it never happened
     */
    boolean optional() default false;
}

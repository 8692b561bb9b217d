/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Accepts one known change that would fail a {@link PinnedSchema @PinnedSchema}, until a date or until the snapshot is
 * updated.
 *
 * <pre>{@code
 * @PinnedSchema(accept = @Accept(
 *         rule = "input.required-property-added",
 *         at = "/tools/click/inputSchema/**",
 *         reason = "pageId is sent since release 12 of our agent",
 *         until = "2027-03-31"))
 * }</pre>
 *
 * <p>An expired acceptance fails, and so does an acceptance that matches no change. So neither is forgotten.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Accept {

    /**
     * The id of the rule, as the report shows it. An unknown id is rejected.
     *
     * @return for example {@code input.property-removed}
     */
    String rule();

    /**
     * Where: a JSON Pointer into the snapshot, entries by name, with {@code *} for any string in one step and
     * {@code **} for any number of steps.
     *
     * @return for example {@code /tools/click/inputSchema/**}
     */
    String at();

    /**
     * Why it is accepted, for later readers.
     *
     * @return the reason; must not be blank
     */
    String reason();

    /**
     * The last day on which it is accepted, for example {@code 2027-03-31}. Days are those of UTC, so that the verdict
     * is the same on all machines.
     *
     * @return the day; by default it does not expire
     */
    String until() default "";
}

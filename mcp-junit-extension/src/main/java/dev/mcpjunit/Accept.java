/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * {@code @Accept} puts up with one known change that would fail a {@link PinnedSchema @PinnedSchema}, until its day has
 * come or the snapshot is updated.
 *
 * <pre>{@code
 * @PinnedSchema(accept = @Accept(
 *         rule = "input.required-property-added",
 *         at = "/tools/click/inputSchema/**",
 *         reason = "pageId is sent since release 12 of our agent",
 *         until = "2027-03-31"))
 * }</pre>
 *
 * <p>An acceptance that has expired fails, and so does one that meets no change: neither is left to lie about.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Accept {

    /**
     * The id of the rule, as the report shows it; one that there is not is an error at once.
     *
     * @return for example {@code input.property-removed}
     */
    String rule();

    /**
     * Where: a JSON Pointer into the snapshot, entries by name, with {@code *} for any text in one step and {@code **}
     * for any number of steps.
     *
     * @return for example {@code /tools/click/inputSchema/**}
     */
    String at();

    /**
     * Why it is put up with, for those who read it later.
     *
     * @return the reason; must not be blank
     */
    String reason();

    /**
     * The last day on which it is put up with, as {@code 2027-03-31}; days are those of UTC, for the verdict to be the
     * same on all machines.
     *
     * @return the day; by default there is no end
     */
    String until() default "";
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.drift.Profile;
import dev.mcpjunit.drift.change.Convention;
import dev.mcpjunit.drift.change.Level;
import dev.mcpjunit.drift.schema.ContentModel;
import dev.mcpjunit.internal.settings.SettingNames;
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
 * Compares servers with their snapshots: on a class before its tests, on a method before that test. A breaking change
 * fails and shows a value that was accepted before and is rejected now. Compatible changes are reported and do not
 * fail.
 *
 * <h2>The snapshot</h2>
 *
 * <p>One readable file per server, {@code src/test/resources/mcp/<name>.snapshot.json}, to be committed. The
 * configuration parameter {@value #MODE_PROPERTY_NAME} selects the mode:
 *
 * <ul>
 *   <li>{@code verify} compares and writes nothing; the default where the environment variable {@code CI} is set
 *   <li>{@code create-missing} writes the file if there is none; the default elsewhere. The first catalog is checked as
 *       a whole: it fails on definitions that known clients reject and on text that looks like an attack
 *   <li>{@code accept-compatible} writes compatible and cosmetic changes, and fails on the others as {@code verify}
 *       does; an error where {@code CI} is set
 *   <li>{@code update} writes the current catalogs and lists the changes, worst first; fails if a change is suspicious;
 *       an error where {@code CI} is set
 *   <li>{@code update,accept-suspicious} does the same and also accepts suspicious changes
 * </ul>
 *
 * <p>If a server differs from its snapshot, its catalog is written to {@code target/mcp/<test
 * class>/<name>.received.json}, and all changes, for programs, to {@code <name>.drift.json} beside it. The next run in
 * which the server matches removes both.
 *
 * <p>Without a path, the file is named after the server. A server name that is not a valid file name on every system,
 * such as {@code a/b}, {@code a:b} or {@code con}, is an error.
 *
 * <h2>What is compared</h2>
 *
 * <p>Capabilities, instructions, tools, prompts, resources and resource templates, with all their fields. The order of
 * keys, and of lists that are sets, makes no difference, and the server's version may change. Each change has a
 * {@link Level} and the id of the rule that found it. For each schema change, compatibility is proved, or refuted by a
 * value that a validator accepts on one side and rejects on the other, or reported as undecided.
 *
 * <p>Two kinds of proved breaks are only {@link Level#RISKY}, because they affect few servers and callers: bounds
 * ({@code minimum: 1}), and properties that became required but have a default. Add {@code RISKY} to
 * {@link #alsoFailOn} to fail on them.
 *
 * <h2>While tests run</h2>
 *
 * <p>If a pinned server sends {@code notifications/tools/list_changed}, or the notification for prompts or resources,
 * it is compared with its snapshot again at the end of the test. A breaking change fails that test. The snapshot is
 * never written, in any mode. The lists are read once, however many notifications came. A breaking change that is
 * announced after the last test fails the class.
 *
 * <h2>Known changes</h2>
 *
 * <p>Accept a known change by {@link Accept @Accept}, ignore a path by {@link #ignore}, pin only what your recorded
 * calls use by {@link #usedBy}, or only the tools that you name:
 *
 * <pre>{@code
 * @PinnedSchema(tools = {"search_flights", "book_flight"})   // other tools may add required arguments
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(PinnedSchemas.class)
@ExtendWith(McpExtension.class)
public @interface PinnedSchema {

    /**
     * Configuration parameter: {@code verify}, {@code create-missing}, {@code accept-compatible}, {@code update} or
     * {@code update,accept-suspicious}.
     */
    String MODE_PROPERTY_NAME = SettingNames.SNAPSHOT;

    /** Configuration parameter: {@code true} or {@code false} overrides the environment variable {@code CI}. */
    String CI_PROPERTY_NAME = SettingNames.CI;

    /**
     * The path of the snapshot file, relative to the project directory; may contain placeholders as {@link McpServer}
     * does. Only for one server.
     *
     * @return the path; by default {@code src/test/resources/mcp/<name>.snapshot.json}
     */
    String value() default "";

    /**
     * The names of the servers that are compared with their snapshots.
     *
     * @return the names; by default all servers of the class
     */
    String[] servers() default {};

    /**
     * Who uses the server. The profile decides what is compared and which changes fail.
     *
     * @return the profile; by default that of agents
     */
    Profile profile() default Profile.AGENT;

    /**
     * Which values are considered when two schemas are compared.
     *
     * @return the content model; by default only values without undeclared members
     */
    ContentModel contentModel() default ContentModel.DECLARED_ONLY;

    /**
     * Further levels of changes that fail. Those of the {@link #profile} always fail; {@link #accept} and
     * {@link #ignore} make exceptions.
     *
     * @return the additional levels; none by default
     */
    Level[] alsoFailOn() default {};

    /**
     * Agreements between the server and its clients beyond the catalog.
     *
     * @return the conventions; none by default; {@link Convention#STDIO_ONLY} is added for a server on stdio
     */
    Convention[] conventions() default {};

    /**
     * The names of the tools to compare. Everything else is then ignored: other tools, and all prompts and resources.
     * If a named tool is removed, that is still a change.
     *
     * @return the names; by default everything is compared
     */
    String[] tools() default {};

    /**
     * The names of cassettes, as in {@link McpServer#cassette}, that show what your clients use of the server. The
     * calls in them decide which changes fail:
     *
     * <ul>
     *   <li>a change that breaks a recorded call fails, with that call as evidence: its arguments are no longer
     *       accepted, or its result is no longer promised
     *   <li>so does a change of what a recorded call uses: an argument that it sends and the server may now ignore, a
     *       member of its result that is now optional
     *   <li>a change of what no recorded call uses does not fail, and is reported as unused; this holds for tools,
     *       prompts, resources, arguments and members of results
     *   <li>suspicious changes fail wherever they are, because a model reads the whole list; with
     *       {@link Profile#TRUST}, so do all new texts
     * </ul>
     *
     * <p>A cassette is an error if it is missing, has no requests that succeed, is of another server, or is older or
     * newer than the snapshot. A server that is recorded to this cassette for the first time is compared as a whole.
     *
     * <pre>{@code
     * @McpServer(name = "weather", url = "${WEATHER_URL}")
     * @PinnedSchema(usedBy = "weather")
     * class WeatherPinTest {
     *     @Test
     *     void stillServesWhatWeUse(McpConnection weather) {}
     * }
     * }</pre>
     *
     * @return the names; by default everything counts
     */
    String[] usedBy() default {};

    /**
     * Paths to ignore: JSON Pointers into the snapshot, entries by name, with {@code *} for any string in one step and
     * {@code **} for any number of steps, for example {@code /tools/get-sum/_meta/**}.
     *
     * @return the paths; none by default
     */
    String[] ignore() default {};

    /**
     * Known changes that do not fail.
     *
     * @return the changes; none by default
     */
    Accept[] accept() default {};
}

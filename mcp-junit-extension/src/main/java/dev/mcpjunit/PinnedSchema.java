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
 * {@code @PinnedSchema} holds servers to what they declared when their snapshot was taken: on a class before its tests,
 * on a method before that test. A change that breaks somebody fails, with a value that worked before and fails now; a
 * change that breaks nobody is told and does not fail.
 *
 * <h2>The snapshot</h2>
 *
 * <p>One readable file per server, {@code src/test/resources/mcp/<name>.snapshot.json}, to be committed. What decides
 * is the configuration parameter {@value #MODE_PROPERTY_NAME}:
 *
 * <ul>
 *   <li>{@code verify} compares and writes nothing; the default where the environment variable {@code CI} is set
 *   <li>{@code create-missing} writes the file where there is none; the default elsewhere
 *   <li>{@code accept-compatible} writes down what changed in compatible and cosmetic ways, and fails on the rest as
 *       {@code verify} does; an error where {@code CI} is set
 *   <li>{@code update} writes what the servers declare now; an error where {@code CI} is set
 * </ul>
 *
 * <p>What was received instead is left in {@code target/mcp/<name>.received.json}, and all changes, for programs, in
 * {@code target/mcp/<name>.drift.json}.
 *
 * <h2>What is compared</h2>
 *
 * <p>Capabilities, instructions, tools, prompts, resources and resource templates, with all their fields. The order of
 * keys and of lists makes no difference, and the server's version is expected to move. Each change has a {@link Level}
 * and the id of the rule that found it. Whether the change of a schema is breaking is not a matter of rules: it is
 * proved, or refuted by a value that a validator accepts on one side and rejects on the other, or told to be undecided.
 *
 * <p>Two kinds of proved breaks are told as {@link Level#RISKY}, because many servers and callers never meet them:
 * bounds ({@code minimum: 1}), and properties that became required but have a default. Add {@code RISKY} to
 * {@link #failOn} to fail on them.
 *
 * <h2>Known changes</h2>
 *
 * <p>Put up with one by {@link Accept @Accept}, look away from a place by {@link #ignore}, or hold only the tools that
 * you use:
 *
 * <pre>{@code
 * @PinnedSchema(tools = {"search_flights", "book_flight"})   // a new required argument of another tool is not our break
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

    /** Configuration parameter: {@code verify}, {@code create-missing}, {@code accept-compatible} or {@code update}. */
    String MODE_PROPERTY_NAME = SettingNames.SNAPSHOT;

    /** Configuration parameter: {@code true} or {@code false} where the environment variable {@code CI} misleads. */
    String CI_PROPERTY_NAME = SettingNames.CI;

    /**
     * The path of the snapshot file, relative to the project directory; may contain placeholders as {@link McpServer}
     * does. Only for one server.
     *
     * @return the path; by default {@code src/test/resources/mcp/<name>.snapshot.json}
     */
    String value() default "";

    /**
     * The names of the servers that are held to their snapshots.
     *
     * @return the names; by default all servers of the class
     */
    String[] server() default {};

    /**
     * For whom the contract is held: decides what is looked at and what fails.
     *
     * @return the profile; by default that of agents
     */
    Profile profile() default Profile.AGENT;

    /**
     * Which values count when it is asked whether a schema still accepts what it did.
     *
     * @return the content model; by default only values without undeclared members count
     */
    ContentModel contentModel() default ContentModel.DECLARED_ONLY;

    /**
     * The levels of changes that fail.
     *
     * @return the levels; by default those of the {@link #profile}
     */
    Level[] failOn() default {};

    /**
     * What holds between the server and its clients beyond what the catalog says.
     *
     * @return the conventions; by default none, but that the server is reached over stdio is known without it
     */
    Convention[] conventions() default {};

    /**
     * The names of the only tools that matter. New tools then do not matter, nor do prompts and resources; a tool that
     * is gone does.
     *
     * @return the names; by default everything matters
     */
    String[] tools() default {};

    /**
     * Places that are not looked at: JSON Pointers into the snapshot, entries by name, with {@code *} for any text in
     * one step and {@code **} for any number of steps, like {@code /tools/get-sum/_meta/**}.
     *
     * @return the places; by default none
     */
    String[] ignore() default {};

    /**
     * Changes that are known and put up with.
     *
     * @return the changes; by default none
     */
    Accept[] accept() default {};
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

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
 * on a method before that test. A difference fails, with every change on a line of its own.
 *
 * <h2>The snapshot</h2>
 *
 * <p>One readable file per server, {@code src/test/resources/mcp/<name>.snapshot.json}, to be committed. What decides
 * is the configuration parameter {@value #MODE_PROPERTY_NAME}:
 *
 * <ul>
 *   <li>{@code verify} compares and writes nothing; the default where the environment variable {@code CI} is set
 *   <li>{@code create-missing} writes the file where there is none; the default elsewhere
 *   <li>{@code update} writes what the servers declare now; an error where {@code CI} is set
 * </ul>
 *
 * <p>What was received instead is left in {@code target/mcp/<name>.received.json}.
 *
 * <h2>What is compared</h2>
 *
 * <p>Capabilities, instructions, tools, prompts, resources and resource templates, with all their fields. The order of
 * keys and of lists that mean a set makes no difference, nor does a hint that says what is the case without it, nor the
 * server's version.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(PinnedSchemas.class)
@ExtendWith(McpExtension.class)
public @interface PinnedSchema {

    /** Configuration parameter: {@code verify}, {@code create-missing} or {@code update}. */
    String MODE_PROPERTY_NAME = "mcp.snapshot";

    /** Configuration parameter: {@code true} or {@code false} where the environment variable {@code CI} misleads. */
    String CI_PROPERTY_NAME = "mcp.ci";

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
}

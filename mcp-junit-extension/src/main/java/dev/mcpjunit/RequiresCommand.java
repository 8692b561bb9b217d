/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import dev.mcpjunit.internal.settings.SettingNames;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code @RequiresCommand} skips a class or a test, with the reason, on machines where a program is not on the PATH.
 * Where the configuration parameter {@value #PROPERTY_NAME} is {@code required}, as it should be on CI, it fails
 * instead.
 *
 * <pre>{@code
 * @RequiresCommand("npx")
 * @McpServer(command = {"npx", "-y", "@modelcontextprotocol/server-everything", "stdio"})
 * class EverythingTest { … }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RequiresCommandCondition.class)
public @interface RequiresCommand {

    /** Configuration parameter: {@code required} makes a test fail that is otherwise skipped for want of a program. */
    String PROPERTY_NAME = SettingNames.COMMANDS;

    /**
     * The programs that the tests cannot do without.
     *
     * @return the names as a shell would look them up
     */
    String[] value();
}

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
 * Skips a class or a test, with a reason, on machines where a program is not on the PATH. If the configuration
 * parameter {@value #PROPERTY_NAME} is {@code required}, as it should be on CI, the test fails instead.
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

    /**
     * Configuration parameter: with {@code required}, a test fails instead of being skipped if a program is missing.
     */
    String PROPERTY_NAME = SettingNames.COMMANDS;

    /**
     * The programs that the tests need.
     *
     * @return their names, without a path, as a shell looks them up
     */
    String[] value();
}

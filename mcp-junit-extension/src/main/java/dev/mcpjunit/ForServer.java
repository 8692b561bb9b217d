/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Selects the server of a parameter if a class has several.
 *
 * <pre>{@code
 * @Test
 * void agree(@ForServer("primary") McpConnection one, @ForServer("fallback") McpConnection other) { … }
 * }</pre>
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ForServer {

    /**
     * The server's name.
     *
     * @return the name
     */
    String value();
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds several {@link InjectFault} annotations. The compiler writes it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(McpExtension.class)
public @interface InjectFaults {

    /**
     * The annotations.
     *
     * @return the annotations, in their order
     */
    InjectFault[] value();
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.json.JsonObject;
import java.time.Instant;
import org.apiguardian.api.API;

/**
 * The first line of a run: one JVM that runs tests.
 *
 * @param module the project that is tested
 * @param started when the run began
 * @param junit the version of JUnit
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record RunLine(String module, Instant started, String junit) {

    /** The version of the lines. A change of the first number means that older readers must not read them. */
    private static final String VERSION = "1.0";

    JsonObject json() {
        return JsonObject.builder()
                .put("kind", "run")
                .put("version", VERSION)
                .put("module", module)
                .put("started", started.toString())
                .put("junit", junit)
                .put("java", System.getProperty("java.version"))
                .build();
    }
}

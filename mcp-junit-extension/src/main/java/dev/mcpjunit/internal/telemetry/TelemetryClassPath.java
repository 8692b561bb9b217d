/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.telemetry;

import org.apiguardian.api.API;

/** Whether the API of OpenTelemetry is on the class path. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class TelemetryClassPath {

    private TelemetryClassPath() {}

    /** Whether the classes that the export needs are there. */
    public static boolean isPresent() {
        return isPresentFor(TelemetryClassPath.class.getClassLoader());
    }

    static boolean isPresentFor(ClassLoader loader) {
        try {
            Class.forName("io.opentelemetry.api.GlobalOpenTelemetry", false, loader);
            Class.forName("io.opentelemetry.context.Context", false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.util.HashMap;
import java.util.Map;

/** Sets system properties for a while. */
final class SystemProperties {

    private SystemProperties() {}

    /** Run an action while some properties are set. */
    static void with(Map<String, String> properties, Runnable action) {
        Map<String, String> before = new HashMap<>();
        properties.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            action.run();
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }
}

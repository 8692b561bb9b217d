/* SPDX-License-Identifier: Apache-2.0 */
package com.example.clinic;

import java.net.URI;
import org.eclipse.microprofile.config.ConfigProvider;

/** The application of the tests. Only the configuration of Quarkus knows its port. */
abstract class RunningClinic {

    static URI clinic() {
        return URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + "/mcp");
    }
}

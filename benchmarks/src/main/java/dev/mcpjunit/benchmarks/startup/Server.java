/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks.startup;

import java.util.Map;

/** What all subjects start and call. The command is constant, since annotations have it. */
public final class Server {

    /** A script in the working directory; {@code start-up} writes it. */
    public static final String SCRIPT = "server.sh";

    static final String TOOL = "convert-temperature";

    static final Map<String, Object> ARGUMENTS = Map.of("value", 20, "from", "C", "to", "F");

    private Server() {}
}

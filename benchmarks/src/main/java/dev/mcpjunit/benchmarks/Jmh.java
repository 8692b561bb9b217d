/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.benchmarks;

import java.io.IOException;

/** The way into JMH, so that one script runs everything here. */
public final class Jmh {

    private Jmh() {}

    /**
     * Run.
     *
     * @param arguments as JMH takes them
     */
    public static void main(String[] arguments) throws IOException {
        org.openjdk.jmh.Main.main(arguments);
    }
}

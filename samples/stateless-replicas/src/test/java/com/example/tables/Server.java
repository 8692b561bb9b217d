/* SPDX-License-Identifier: Apache-2.0 */
package com.example.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The program of the server, and the packages that it needs. */
final class Server {

    static final String PROGRAM = "src/main/node/server.mjs";

    private static final Path LOG = Path.of("target/npm.log");

    private Server() {}

    /** Install the packages of the lock file. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(LOG.getParent());
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
                .directory(Path.of(PROGRAM).getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();
        try {
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                throw new IOException("npm ci failed. See " + LOG + ".");
            }
        } finally {
            npm.destroyForcibly();
        }
    }
}

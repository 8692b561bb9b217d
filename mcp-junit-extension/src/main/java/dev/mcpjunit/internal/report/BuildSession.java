/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import java.time.Instant;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The runs that one report shows together: all test JVMs that one Maven process has started, in all modules. Elsewhere
 * the process that starts test JVMs may live through many builds (an IDE, a daemon of Gradle or Maven), so each JVM is
 * a session of its own.
 *
 * @param id the same for all runs of the session, in hexadecimal digits
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record BuildSession(String id) {

    private static final String OF_SUREFIRE = "surefire.test.class.path";
    private static final String OF_SUREFIRE_WITH_MANIFEST = "surefire.real.class.path";

    /** The session of this JVM. */
    public static BuildSession current() {
        ProcessHandle self = ProcessHandle.current();
        boolean forked =
                System.getProperty(OF_SUREFIRE) != null || System.getProperty(OF_SUREFIRE_WITH_MANIFEST) != null;
        return of(forked ? self.parent().filter(maven -> !isDaemon(maven)).orElse(self) : self);
    }

    /** The daemon of mvnd lives through many builds. */
    private static boolean isDaemon(ProcessHandle maven) {
        return maven.info()
                .commandLine()
                .filter(words -> words.contains("mvnd"))
                .isPresent();
    }

    private static BuildSession of(ProcessHandle process) {
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new BuildSession(Integer.toHexString(Objects.hash(process.pid(), started)));
    }
}

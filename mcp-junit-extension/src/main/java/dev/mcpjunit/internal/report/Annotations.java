/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import java.util.List;
import org.apiguardian.api.API;

/** Prints failures as commands of a workflow on GitHub, which shows them beside the lines of a pull request. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Annotations {

    /** GitHub shows no more errors of a step. */
    private static final int MOST = 10;

    private Annotations() {}

    /** A command for each failure, without line breaks. */
    public static List<String> of(List<TestResult> results) {
        return results.stream()
                .filter(result -> result.status() == TestStatus.FAILED)
                .limit(MOST)
                .map(Annotations::command)
                .toList();
    }

    private static String command(TestResult failed) {
        String place = failed.place()
                .map(at -> "file=" + property(at.file()) + ",line=" + at.line() + ",")
                .orElse("");
        String message = failed.reason()
                + failed.traffic().map(traffic -> "\n" + traffic).orElse("");
        return "::error " + place + "title=" + property(failed.title()) + "::" + data(message);
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}

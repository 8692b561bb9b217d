/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.cassette.internal;

import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Transcript;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The tests that made a recording. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedTests {

    private static final Pattern CLASS = Pattern.compile("\\[class:([^\\]]+)]");

    private RecordedTests() {}

    /** The name of the class of the first test, if it is known. */
    public static Optional<String> className(Transcript recording) {
        return recording.frames().stream()
                .filter(frame -> frame.event() instanceof Event.Note)
                .map(frame -> ((Event.Note) frame.event()).text())
                .filter(text -> text.startsWith(TapeRecorder.TEST))
                .map(CLASS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}

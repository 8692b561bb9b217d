/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.transcript.internal;

import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.Body;
import dev.mcpjunit.transcript.Direction;
import dev.mcpjunit.transcript.Event;
import dev.mcpjunit.transcript.Frame;
import dev.mcpjunit.transcript.Transcript;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** The tests that made a recording: notes say in which test the messages that follow were sent. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordedTests {

    /** Begins such a note. The class and method of the test follow, {@link #NO_TEST} or {@link #SEVERAL}. */
    public static final String NOTE = "test: ";

    /** Stands for the time before, between and after tests. */
    public static final String NO_TEST = "";

    /** Stands for the test if several run. */
    public static final String SEVERAL = "?";

    private static final Pattern CLASS = Pattern.compile("\\[class:([^\\]]+)]");

    private RecordedTests() {}

    /** The lists that tests asked for, by their methods. Lists that are asked for outside of tests may be for a pin. */
    public static Set<String> listMethods(Transcript recording) {
        var methods = new LinkedHashSet<String>();
        String test = NO_TEST;
        for (Frame frame : recording.frames()) {
            if (frame.event() instanceof Event.Note note && note.text().startsWith(NOTE)) {
                test = note.text().substring(NOTE.length());
            } else if (!test.equals(NO_TEST)
                    && frame.event() instanceof Event.Message message
                    && message.from() == Direction.FROM_CLIENT
                    && message.body() instanceof Body.Json json
                    && json.value() instanceof JsonObject object) {
                object.string("method")
                        .filter(method -> method.endsWith("/list"))
                        .ifPresent(methods::add);
            }
        }
        return methods;
    }

    /** The name of the class of the first test, if it is known. */
    public static Optional<String> className(Transcript recording) {
        return recording.frames().stream()
                .filter(frame -> frame.event() instanceof Event.Note)
                .map(frame -> ((Event.Note) frame.event()).text())
                .filter(text -> text.startsWith(NOTE))
                .map(CLASS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }
}

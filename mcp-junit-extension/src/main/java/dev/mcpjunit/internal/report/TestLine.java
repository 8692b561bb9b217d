/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.report;

import dev.mcpjunit.internal.secret.Secrets;
import dev.mcpjunit.internal.text.Printable;
import dev.mcpjunit.json.Json;
import dev.mcpjunit.json.JsonObject;
import dev.mcpjunit.transcript.Transcript;
import dev.mcpjunit.transcript.internal.TrafficReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The line of one test, or of the start of a class, and the line of its traffic.
 *
 * @param id JUnit's unique id
 * @param testClass the class
 * @param name the display name
 * @param status how it ended
 * @param reason the failure, or why it was skipped or aborted; empty if it passed
 * @param started when it began
 * @param duration how long it took
 * @param servers the servers that it could use
 * @param command the command that runs it again; shown only if it failed
 * @param transcript its traffic; empty if none was recorded
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record TestLine(
        String id,
        String testClass,
        String name,
        TestStatus status,
        Optional<Reason> reason,
        Instant started,
        Duration duration,
        List<String> servers,
        String command,
        Optional<Transcript> transcript) {

    /** The name for what belongs to no single test of a class. */
    public static final String WHOLE_CLASS = "the class as a whole";

    /**
     * Why a test did not pass.
     *
     * @param type the class of the failure; empty if there is none
     * @param message the message
     * @param traffic the traffic before the failure, as its message shows it
     * @param others the messages of failures that are attached to this one, such as a miss of a cassette
     */
    @API(status = API.Status.INTERNAL, since = "0.1")
    public record Reason(Optional<String> type, String message, Optional<String> traffic, List<String> others) {

        private static final Pattern NEAREST = Pattern.compile(
                "^The nearest recorded call is .*?(?=\\R\\h*\\R\\h*Record again|\\z)",
                Pattern.DOTALL | Pattern.MULTILINE);

        private static final int MOST_OTHERS = 5;
        private static final int SPREAD = 4;
        private static final int LONG = 200;
        private static final int LONGEST = 300;

        /** A reason without traffic. */
        public Reason(Optional<String> type, String message) {
            this(type, message, Optional.empty(), List.of());
        }

        /** The reason of a failure. */
        public static Reason of(Throwable failure) {
            return new Reason(
                    Optional.of(failure.getClass().getName()),
                    message(failure),
                    TrafficReport.of(failure),
                    Stream.of(failure.getSuppressed())
                            .filter(other -> !(other instanceof TrafficReport))
                            .map(Reason::message)
                            .filter(text -> !text.isEmpty())
                            .limit(MOST_OTHERS)
                            .toList());
        }

        private static String message(Throwable failure) {
            return failure.getMessage() == null ? "" : Printable.message(Secrets.maskKnown(failure.getMessage()));
        }

        /** The recorded call that is nearest to one that was not recorded. */
        Optional<String> nearest() {
            return Stream.concat(Stream.of(message), others.stream())
                    .map(NEAREST::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group().strip())
                    .findFirst();
        }

        /**
         * What happened, in a line. A first line that ends with a colon introduces the lines below it, or ends with
         * such an introduction.
         */
        public String sentence() {
            List<String> lines = message.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .limit(SPREAD)
                    .toList();
            if (lines.isEmpty()) {
                return type.orElse("no reason given");
            }
            String first = lines.get(0);
            if (!first.endsWith(":")) {
                int sentence = first.indexOf(". ");
                return Printable.line(
                        first.length() > LONG && sentence > 0 ? first.substring(0, sentence + 1) : first, LONGEST);
            }
            int end = first.lastIndexOf(". ");
            return Printable.line(end < 0 ? String.join(" ", lines) : first.substring(0, end + 1), LONGEST);
        }
    }

    /**
     * The line of the test, and the line of its traffic if there is any. A message that cannot be shown, such as one
     * that is nested too deeply, costs the traffic and never the test.
     */
    List<String> lines() {
        if (transcript.isEmpty()) {
            return List.of(Json.print(json().build()));
        }
        JsonObject.Builder test = json();
        try {
            List<ShownExchange> exchanges = ShownExchange.of(transcript.get());
            TrafficSummary.of(transcript.get(), exchanges).addTo(test);
            String traffic = Json.print(new TrafficLine(transcript.get(), exchanges).json());
            return List.of(Json.print(test.build()), traffic);
        } catch (RuntimeException unprintable) {
            return List.of(Json.print(json().put("trafficProblem", Printable.line(String.valueOf(unprintable)))
                    .build()));
        }
    }

    private JsonObject.Builder json() {
        boolean failed = status == TestStatus.FAILED;
        return JsonObject.builder()
                .put("kind", "test")
                .put("id", id)
                .put("class", testClass)
                .put("name", Secrets.maskKnown(name))
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("started", started.toString())
                .put("millis", duration.toMillis())
                .put("servers", servers)
                .putIfPresent("card", reason.filter(why -> failed).map(this::card))
                .putIfPresent("reason", reason.filter(why -> !failed).map(Reason::message));
    }

    private JsonObject card(Reason why) {
        return JsonObject.builder()
                .put("sentence", why.sentence())
                .putIfPresent("type", why.type())
                .put("details", why.message())
                .put("command", command)
                .putIfPresent("nearest", why.nearest())
                .putIfPresent("others", Optional.of(why.others()).filter(others -> !others.isEmpty()))
                .putIfPresent("traffic", why.traffic())
                .build();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.snapshot.Mask.Part;
import java.util.regex.Pattern;

/** The kinds of values that are different in each run. */
final class Kinds {

    private static final String DATE = "(?<![\\d-])\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])";

    static final Mask TIMESTAMPS = part(
            "timestamps",
            DATE + "[Tt ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:[Zz]| ?[+-]\\d{2}(?::?\\d{2})?)?"
                    + "|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT",
            "<timestamp>");

    static final Mask DATES = part("dates", DATE + "(?![\\d-]|[Tt ]\\d{2}:\\d{2})", "<date>");

    static final Mask UUIDS = part(
            "uuids", "(?<![0-9a-fA-F-])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F-])", "<uuid>");

    /** A slash that follows a slash, a word or a colon belongs to a URL or a relative path, except after file://. */
    static final Mask PATHS = part(
            "paths",
            "(?:(?<=file://)|(?<![\\w/:.~%-]))/(?:[\\w.@+%~-]+/)+[\\w.@+%~-]*"
                    + "|(?<!\\w)[A-Za-z]:\\\\(?:[^\\\\/:*?\"<>|\\r\\n]+\\\\)*[^\\\\/:*?\"<>|\\s]*",
            "<path>");

    static final Mask PORTS = part(
            "ports",
            "(?<=\\b(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|host\\.docker\\.internal):|\\[::1]:"
                    + "|://[^\\s/:@]{1,100}:)\\d{1,5}(?!\\d)",
            "<port>");

    private Kinds() {}

    private static Mask part(String kind, String regex, String placeholder) {
        return new Part("Mask." + kind + "()", Pattern.compile(regex), placeholder);
    }
}

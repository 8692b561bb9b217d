/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.snapshot;

import dev.mcpjunit.drift.PointerPattern;
import dev.mcpjunit.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Replaces a part of a result that is different in each run, before the result is compared with its golden file. The
 * file then has a placeholder such as {@code <timestamp>} at that place.
 *
 * <pre>{@code
 * assertThat(weather.callTool("book-trip", Map.of("city", "Oslo")))
 *         .masking(Mask.timestamps(), Mask.at("/structuredContent/bookingId"))
 *         .matchesSnapshot();
 * }</pre>
 *
 * <p>{@link #at} masks are applied first, then the others, in the order in which they are given. Masks change values,
 * but not the names of members.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Mask {

    /**
     * Mask whole values by their places.
     *
     * @param pattern a JSON Pointer into the result, with {@code *} for any string in one step and {@code **} for any
     *     number of steps, for example {@code /structuredContent/*}
     * @return the mask; its placeholder is the JSON type of the value, for example {@code <string>}; never {@code null}
     * @throws IllegalArgumentException if the pattern does not start with {@code /}
     */
    static Mask at(String pattern) {
        if (!pattern.startsWith("/")) {
            throw new IllegalArgumentException("Mask.at(\"" + pattern
                    + "\") is no place in a result. Places look like /structuredContent/id or /content/*/text.");
        }
        List<String> steps = JsonPointer.parse(pattern).tokens();
        return new Place(new PointerPattern(pattern, steps), Optional.empty());
    }

    /**
     * Mask dates with a time inside of strings: those of ISO 8601, for example {@code 2026-11-29T08:30:00Z}, and those
     * of HTTP headers, for example {@code Sun, 29 Nov 2026 08:30:00 GMT}. For timestamps that are numbers, use
     * {@link #at}.
     *
     * @return the mask, with the placeholder {@code <timestamp>}; never {@code null}
     */
    static Mask timestamps() {
        return Kinds.TIMESTAMPS;
    }

    /**
     * Mask dates without a time inside of strings, for example {@code 2026-11-29}.
     *
     * @return the mask, with the placeholder {@code <date>}; never {@code null}
     */
    static Mask dates() {
        return Kinds.DATES;
    }

    /**
     * Mask UUIDs inside of strings.
     *
     * @return the mask, with the placeholder {@code <uuid>}; never {@code null}
     */
    static Mask uuids() {
        return Kinds.UUIDS;
    }

    /**
     * Mask absolute file paths inside strings, with two or more segments, for example {@code /tmp/a.txt} or
     * {@code C:\Users\a.txt}. Strings such as JSON Pointers are masked too. Paths in HTTP URLs are not masked.
     *
     * @return the mask, with the placeholder {@code <path>}; never {@code null}
     */
    static Mask paths() {
        return Kinds.PATHS;
    }

    /**
     * Mask the ports of addresses inside of strings: after {@code localhost:} and the like, and in URLs.
     *
     * @return the mask, with the placeholder {@code <port>}; never {@code null}
     */
    static Mask ports() {
        return Kinds.PORTS;
    }

    /**
     * Mask what a regular expression finds inside of strings.
     *
     * @param regex a regular expression of Java
     * @param placeholder what to put there, for example {@code <request>}
     * @return the mask; never {@code null}
     * @throws java.util.regex.PatternSyntaxException if the expression is not valid
     * @throws IllegalArgumentException if the expression matches the empty string
     */
    static Mask matching(String regex, String placeholder) {
        Pattern pattern = Pattern.compile(regex);
        if (pattern.matcher("").find()) {
            throw new IllegalArgumentException(
                    "Mask.matching(\"" + regex + "\", …) matches the empty string, so it would match everywhere.");
        }
        return new Part("Mask.matching(\"" + regex + "\", …)", pattern, placeholder);
    }

    /**
     * Use another placeholder.
     *
     * @param placeholder for example {@code <booking>}
     * @return a mask of the same values; never {@code null}
     */
    Mask as(String placeholder);

    /**
     * Whole values, by their places.
     *
     * @param pattern the places
     * @param placeholder what to put there; empty for the type of the value
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Place(PointerPattern pattern, Optional<String> placeholder) implements Mask {
        @Override
        public Mask as(String newPlaceholder) {
            return new Place(pattern, Optional.of(newPlaceholder));
        }

        @Override
        public String toString() {
            return "Mask.at(\"" + pattern + "\")";
        }
    }

    /**
     * Parts of strings, by a regular expression.
     *
     * @param description how the test declares it
     * @param pattern what to find
     * @param placeholder what to put there
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    record Part(String description, Pattern pattern, String placeholder) implements Mask {
        @Override
        public Mask as(String newPlaceholder) {
            return new Part(description, pattern, newPlaceholder);
        }

        /**
         * Mask a string.
         *
         * @param text the string
         * @return the string with the placeholder for each match; never {@code null}
         */
        public String mask(String text) {
            return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(placeholder));
        }

        @Override
        public String toString() {
            return description;
        }
    }
}

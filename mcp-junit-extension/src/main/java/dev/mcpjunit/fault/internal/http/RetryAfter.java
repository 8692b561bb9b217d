/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long a client is asked to wait. Pure. */
final class RetryAfter {

    private RetryAfter() {}

    /** The wait as a number of seconds; a date counts from the response's own {@code Date}, when it has one. */
    static Optional<Duration> in(Headers headers) {
        Optional<String> value = headers.first("Retry-After");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get().matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value.get())));
        }
        Optional<Instant> sent = headers.first("Date").flatMap(RetryAfter::date);
        Optional<Instant> until = date(value.get());
        return sent.isPresent() && until.isPresent()
                ? Optional.of(Duration.between(sent.get(), until.get()))
                : Optional.empty();
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }
}

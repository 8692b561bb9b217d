/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.wire;

import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Answers that no request was waiting for.
 *
 * @param count how many there are
 * @param last the last of them, oldest first, as findings say it; bounded, so there may be fewer than the count
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public record UnexpectedAnswers(long count, List<String> last) {

    /** No such answer. */
    public static final UnexpectedAnswers NONE = new UnexpectedAnswers(0, List.of());

    /** Copy the list. */
    public UnexpectedAnswers {
        last = List.copyOf(last);
    }

    /** Those that came after a moment. */
    public UnexpectedAnswers since(UnexpectedAnswers before) {
        long further = count - before.count;
        return new UnexpectedAnswers(further, last.subList((int) Math.max(0, last.size() - further), last.size()));
    }

    /** These and those of another connection. */
    public UnexpectedAnswers and(UnexpectedAnswers other) {
        return new UnexpectedAnswers(
                count + other.count,
                Stream.of(last, other.last).flatMap(List::stream).toList());
    }
}

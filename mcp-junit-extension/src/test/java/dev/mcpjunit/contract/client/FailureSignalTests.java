/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.mcpjunit.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What a caller can recognize as a failure, and what it cannot. */
class FailureSignalTests {

    /** As results of several SDKs are. */
    public record Result(String text, Boolean isError) {}

    @Test
    void any_exception_and_any_error_result_is_a_signal_by_default() {
        FailureSignal any = FailureSignal.any();

        assertThat(any.isGivenByException(new IOException("closed"))).isTrue();
        assertThat(any.isGivenBy(new Result("timed out", true))).isTrue();
        assertThat(any.isGivenBy(Json.parse("{\"content\":[],\"isError\":true}")))
                .isTrue();
        assertThat(any.isGivenBy("{\"isError\": true}")).isTrue();
        assertThat(any.isGivenBy(Map.of("isError", true))).isTrue();
        assertThat(any.isGivenBy(Optional.of(new Result("timed out", true)))).isTrue();
        assertThat(any.isGivenBy("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[],\"isError\":true}}"))
                .isTrue();
        assertThat(any.isGivenBy("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32603,\"message\":\"\"}}"))
                .isTrue();
    }

    @Test
    void an_ordinary_result_is_none() {
        FailureSignal any = FailureSignal.any();

        assertThat(any.isGivenBy("There was a timeout executing the tool")).isFalse();
        assertThat(any.isGivenBy(new Result("timed out", false))).isFalse();
        assertThat(any.isGivenBy(new Result("timed out", null))).isFalse();
        assertThat(any.isGivenBy(Json.parse("{\"content\":[]}"))).isFalse();
        assertThat(any.isGivenBy("{no JSON")).isFalse();
        assertThat(any.isGivenBy("{\"forecast\":\"snow\",\"error\":null}")).isFalse();
        assertThat(any.isGivenBy(Json.parse("{\"value\":20.5,\"error\":{\"code\":0.3}}")))
                .isFalse();
        assertThat(any.isGivenBy(Map.of("error", "none"))).isFalse();
        assertThat(any.isGivenBy(Optional.empty())).isFalse();
        assertThat(any.isGivenBy(null)).isFalse();
    }

    @Test
    void an_exception_type_is_found_among_the_causes() {
        FailureSignal timeout = FailureSignal.exception(TimeoutException.class);

        assertThat(timeout.isGivenByException(new CompletionException(new TimeoutException())))
                .isTrue();
        assertThat(timeout.isGivenByException(new IOException())).isFalse();
        assertThat(timeout.isGivenBy(new Result("timed out", true))).isFalse();
        assertThat(timeout).hasToString("an exception of type TimeoutException");
    }

    @Test
    void an_error_result_is_no_exception() {
        assertThat(FailureSignal.errorResult().isGivenByException(new IOException()))
                .isFalse();
        assertThat(FailureSignal.errorResult().isGivenBy(new Result("", true))).isTrue();
    }

    @Test
    void a_result_of_your_own() {
        FailureSignal stale = FailureSignal.result("a stale result", result -> "stale".equals(result));

        assertThat(stale.isGivenBy("stale")).isTrue();
        assertThat(stale.isGivenBy("fresh")).isFalse();
        assertThat(stale.isGivenByException(new IOException())).isFalse();
    }

    @Test
    void a_predicate_that_does_not_expect_other_results() {
        FailureSignal stale = FailureSignal.result("a stale result", result -> ((String) result).isEmpty());

        assertThatIllegalStateException()
                .isThrownBy(() -> stale.isGivenBy(7))
                .withMessageMatching("The predicate for 'a stale result' threw java.lang.ClassCastException: .*"
                        + "It is called with every result, and this one was of type java.lang.Integer. Check for null and"
                        + " the type first");
    }

    @Test
    void an_exemption_has_a_reason_and_the_name_of_a_check() {
        var exemptions = Exemptions.NONE.with("one", "by design");

        assertThat(exemptions.of("one")).hasValue("by design");
        assertThat(exemptions.of("two")).isEmpty();
        assertThat(exemptions.requireKnown(List.of("one", "two"))).isSameAs(exemptions);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exemptions.requireKnown(List.of("two", "three")))
                .withMessage("There is no check 'one' to exempt. The checks are: two, three");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Exemptions.NONE.with("one", " "))
                .withMessage("The exemption of 'one' needs a reason");
        assertThat(new Exemptions(Map.of())).isEqualTo(Exemptions.NONE);
    }
}

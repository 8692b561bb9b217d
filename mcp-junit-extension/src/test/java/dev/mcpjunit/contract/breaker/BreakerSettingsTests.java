/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mcpjunit.contract.client.CallFailure;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.endpoint.McpEndpoints;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakerSettingsTests {

    private static final BreakerSettings THREE = BreakerSettings.opensAfter(3);

    @Test
    void what_is_not_declared_has_a_default() {
        assertThat(THREE.threshold()).hasValue(3);
        assertThat(BreakerSettings.thresholdUnknown().threshold()).isEmpty();
        assertThat(THREE.window()).isEqualTo(Duration.ofSeconds(60));
        assertThat(THREE.probes()).isOne();
        assertThat(THREE.successesToClose()).isOne();
        assertThat(THREE.countsConsecutively()).isTrue();
        assertThat(THREE.isCounted(CallFailure.TOOL_ERROR)).isEmpty();
    }

    @Test
    void settings_are_immutable() {
        BreakerSettings other = THREE.staysOpenFor(Duration.ofSeconds(1)).ignores(CallFailure.TOOL_ERROR);

        assertThat(other.window()).isEqualTo(Duration.ofSeconds(1));
        assertThat(other.laterWindow()).isEqualTo(Duration.ofSeconds(1));
        assertThat(other.isCounted(CallFailure.TOOL_ERROR)).hasValue(false);
        assertThat(THREE.window()).isEqualTo(Duration.ofSeconds(60));
        assertThat(THREE.isCounted(CallFailure.TOOL_ERROR)).isEmpty();
    }

    @Test
    void impossible_values_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BreakerSettings.opensAfter(0))
                .withMessage("The threshold must be at least 1, but is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.staysOpenFor(Duration.ZERO))
                .withMessage("The window must be positive, but is PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> THREE.openedBy(CallFailure.CALLER_CANCELLATION))
                .withMessage("A cancellation by the caller is no failure of a server: choose another");
    }

    @Test
    void an_unknown_server_is_rejected() {
        var servers = new McpEndpoints(Map.of("weather", new McpEndpoint.Http(URI.create("http://localhost/mcp"))));
        var setup = new BreakerSetup(servers, new ManualClock());

        assertThat(setup.endpoint()).isEqualTo(setup.endpoint("weather"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.endpoint("wether"))
                .withMessage("There is no server 'wether', but [weather]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new McpEndpoints(Map.of()))
                .withMessage("There is no server: declare one with @McpServer");
    }

    @Test
    void a_clock_advances_when_it_is_advanced() {
        var clock = new ManualClock();
        var before = clock.instant();

        clock.advance(Duration.ofSeconds(60));

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofSeconds(60));
        assertThat(clock.nanoTime()).isEqualTo(Duration.ofSeconds(60).toNanos());
        assertThat(clock.withZone(clock.getZone()).instant()).isEqualTo(clock.instant());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package com.example.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpjunit.McpServer;
import dev.mcpjunit.contract.TimeoutProbe;
import dev.mcpjunit.contract.verdict.Verdict;
import dev.mcpjunit.endpoint.McpEndpoint;
import dev.mcpjunit.fault.FaultInjector;
import dev.mcpjunit.traffic.Traffic;
import org.junit.jupiter.api.Test;

/** Single checks of a contract, without the contract interface. */
@McpServer(name = "weather", inProcess = WeatherTests.Weather.class)
class ProbesTests {

    private final ClientContractsTests client = new ClientContractsTests();

    // tag::probe[]
    @Test
    void givesUpOnADrip(McpEndpoint weather, FaultInjector faults, Traffic traffic) {
        var probe = TimeoutProbe.of(client::connect, client.timeouts(), weather, faults, traffic);

        Verdict verdict = probe.givesUpOnADrip().throwIfFailed();

        assertThat(verdict.status()).isNotEqualTo(Verdict.Status.NOT_APPLICABLE);
    }
    // end::probe[]
}

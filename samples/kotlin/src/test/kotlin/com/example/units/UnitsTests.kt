/* SPDX-License-Identifier: Apache-2.0 */
package com.example.units

import dev.mcpjunit.McpServer
import dev.mcpjunit.PinnedSchema
import dev.mcpjunit.assertj.McpAssertions.assertThat
import dev.mcpjunit.assertj.McpAssertions.assertThatThrownBy
import dev.mcpjunit.connection.McpConnection
import dev.mcpjunit.failure.McpErrorException
import dev.mcpjunit.fault.FaultInjector
import dev.mcpjunit.fault.Selector.toolCall
import dev.mcpjunit.traffic.Traffic
import io.modelcontextprotocol.client.McpSyncClient
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest
import org.junit.jupiter.api.Test

@McpServer(
    name = "units",
    command = ["\${java.home}/bin/java", "-cp", "\${java.class.path}", "com.example.units.UnitsServerKt"],
)
@PinnedSchema
class UnitsTests {

    @Test
    fun `converts miles`(units: McpConnection) {
        assertThat(units.callTool("convert-distance", mapOf("value" to 26.2, "from" to "mi", "to" to "km")))
            .isSuccess()
            .hasTextContaining("42.16")
    }

    @Test
    fun `serves a client of the Java SDK`(client: McpSyncClient) {
        val call = CallToolRequest.builder("convert-distance")
            .arguments(mapOf("value" to 10, "from" to "km", "to" to "mi"))
            .build()

        assertThat(client.callTool(call).content().toString()).contains("6.21")
    }

    @Test
    fun `a call succeeds after one that was refused`(units: McpConnection, faults: FaultInjector, traffic: Traffic) {
        faults.on(toolCall("convert-distance").first()).rpcError(-32050, "busy")
        val miles = mapOf("value" to 1, "from" to "mi", "to" to "km")

        assertThatThrownBy { units.callTool("convert-distance", miles) }
            .isInstanceOf(McpErrorException::class.java)
            .hasMessageContaining("busy")

        assertThat(units.callTool("convert-distance", miles)).isSuccess().hasTextContaining("1.61")
        assertThat(traffic.toolCalls("convert-distance")).wereSent(2).reachedServer(1)
    }
}

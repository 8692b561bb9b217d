/* SPDX-License-Identifier: Apache-2.0 */
package com.example.units

import io.modelcontextprotocol.json.McpJsonDefaults
import io.modelcontextprotocol.server.McpServer
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider
import io.modelcontextprotocol.spec.McpSchema.CallToolResult
import io.modelcontextprotocol.spec.McpSchema.Tool

private val kilometers = mapOf("km" to 1.0, "mi" to 1.609344)

private val units = mapOf("type" to "string", "enum" to kilometers.keys.toList())

private val convert: Tool = Tool.builder(
    "convert-distance",
    mapOf(
        "type" to "object",
        "properties" to mapOf("value" to mapOf("type" to "number"), "from" to units, "to" to units),
        "required" to listOf("value", "from", "to"),
    ),
).description("Convert a distance between kilometers and miles.").build()

private fun converted(arguments: Map<String, Any>): CallToolResult {
    val from = kilometers[arguments["from"]]
    val to = kilometers[arguments["to"]]
    val value = arguments["value"] as? Number
    if (from == null || to == null || value == null) {
        return CallToolResult.builder().addTextContent("Need a value and two of ${kilometers.keys}.").isError(true).build()
    }
    return CallToolResult.builder().addTextContent("%.2f".format(value.toDouble() * from / to)).build()
}

/** A server on standard input and output. */
fun main() {
    McpServer.sync(StdioServerTransportProvider(McpJsonDefaults.getMapper()))
        .serverInfo("units", "1.0")
        .toolCall(convert) { _, call -> converted(call.arguments()) }
        .build()
}

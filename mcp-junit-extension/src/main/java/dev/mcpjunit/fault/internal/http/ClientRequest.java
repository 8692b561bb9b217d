/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.http;

/**
 * A request of the client.
 *
 * @param proxyOrigin scheme and authority under which the client knows the proxy
 */
record ClientRequest(RequestHead head, RequestBody body, String proxyOrigin) {}

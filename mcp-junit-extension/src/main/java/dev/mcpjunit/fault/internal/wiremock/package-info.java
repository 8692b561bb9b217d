/* SPDX-License-Identifier: Apache-2.0 */
/**
 * WireMock as an engine on the streaming proxy: its matching, stubs, templates, journal and verification, without its
 * server. The only package that knows WireMock, which is optional. Internal.
 */
@NullMarked
package dev.mcpjunit.fault.internal.wiremock;

import org.jspecify.annotations.NullMarked;

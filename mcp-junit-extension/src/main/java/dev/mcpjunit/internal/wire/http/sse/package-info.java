/* SPDX-License-Identifier: Apache-2.0 */
/** The wire to an endpoint of the deprecated HTTP+SSE transport of revision 2024-11-05. Internal. */
@NullMarked
package dev.mcpjunit.internal.wire.http.sse;

import org.jspecify.annotations.NullMarked;

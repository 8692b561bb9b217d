/* SPDX-License-Identifier: Apache-2.0 */
/** What all kinds of servers share: launchers, running servers, their logs and ports. Internal. */
@NullMarked
package dev.mcpjunit.server.internal;

import org.jspecify.annotations.NullMarked;

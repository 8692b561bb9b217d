/* SPDX-License-Identifier: Apache-2.0 */
/** What a load session needs of a server, and the marks that it puts into calls. Internal. */
@NullMarked
package dev.mcpjunit.load.internal;

import org.jspecify.annotations.NullMarked;

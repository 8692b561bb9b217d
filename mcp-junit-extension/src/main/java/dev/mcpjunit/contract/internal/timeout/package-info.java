/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of the timeout contract. Internal. */
@NullMarked
package dev.mcpjunit.contract.internal.timeout;

import org.jspecify.annotations.NullMarked;

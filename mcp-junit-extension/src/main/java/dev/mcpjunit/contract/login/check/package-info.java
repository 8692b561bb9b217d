/* SPDX-License-Identifier: Apache-2.0 */
/** The checks of clients of protected servers. */
@NullMarked
package dev.mcpjunit.contract.login.check;

import org.jspecify.annotations.NullMarked;

/* SPDX-License-Identifier: Apache-2.0 */
/** Many calls to several servers in one run: the plan, the run, and what the answers show. */
@NullMarked
package dev.mcpjunit.load;

import org.jspecify.annotations.NullMarked;

/**
 * AWS without AWS: an API Gateway HTTP API in front of Lambda functions that run as processes of this machine, made from the same
 * {@code template.yaml} and the same zips that are deployed. A test double: what it does is taken from AWS's documentation and from
 * recorded events, never from how Coffer's functions read them.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">API Gateway Developer Guide, HTTP APIs</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer Guide, Runtime API</a>
 */
@NullMarked
package io.coffer.testkit.gateway;

import org.jspecify.annotations.NullMarked;

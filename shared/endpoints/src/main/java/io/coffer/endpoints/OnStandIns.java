package io.coffer.endpoints;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that also runs on the server over the stand-ins for DynamoDB and S3. The functions behind the gateway ask the same
 * stand-ins, so that other classes run there only if {@code -Dcoffer.endpoints=all} asks for it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnStandIns {}

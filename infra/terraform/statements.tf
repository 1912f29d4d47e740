# Routes, permissions and environment come from functions/*/function.yaml, one statement for each function, and from nowhere else.

locals {
  statements_directory = "${path.module}/../../functions"
  zips_directory       = var.functions_directory == null ? local.statements_directory : var.functions_directory

  functions = {
    for file in fileset(local.statements_directory, "*/function.yaml") :
    dirname(file) => yamldecode(file("${local.statements_directory}/${file}"))
  }

  # Who answers a route, by the route.
  path_style_routes     = merge([for name, function in local.functions : { for route in function.routes : route => name }]...)
  virtual_hosted_routes = merge([for name, function in local.functions : { for route in function.virtualHostedRoutes : route => name }]...)
  console_routes        = merge([for name, function in local.functions : { for route in try(function.consoleRoutes, []) : route => name }]...)

  # Who answers requests at all; the others are called so seldom that a part of their calls says nothing.
  answering = toset(concat(values(local.path_style_routes), values(local.virtual_hosted_routes), values(local.console_routes)))

  scheduled = { for name, function in local.functions : name => function.schedule if can(function.schedule) }

  tables = toset(flatten([for function in local.functions : keys(function.tables)]))

  # All but the one that is called once.
  lasting = { for name, function in local.functions : name => function if !can(function.secret) }

  # What they may, together; and what the streaming endpoint's readiness costs, which writes an empty blob and removes it.
  streaming_statement = {
    tables = {
      for table in local.tables :
      table => distinct(flatten([for function in local.lasting : lookup(function.tables, table, [])]))
    }
    blobs = distinct(flatten([for function in local.lasting : function.blobs]))
    kms   = distinct(flatten([for function in local.lasting : function.kms]))
  }

  # Those that may do anything: the console's pages need nothing.
  granted = {
    for name, function in local.functions :
    name => function if length(function.tables) + length(function.blobs) + length(function.kms) > 0
  }

  statements = merge(local.granted, var.streaming == null ? {} : { streaming = local.streaming_statement })

  # A name without a value here fails the plan; one whose value is null is not set.
  environment = {
    COFFER_TABLE_PREFIX       = var.table_prefix
    COFFER_KMS_KEY            = aws_kms_key.master.arn
    COFFER_DOMAIN             = try(var.domain.name, null)
    COFFER_STREAMING_ENDPOINT = try("https://${var.streaming.domain}", null)
    COFFER_CONSOLE_URL        = aws_apigatewayv2_api.all["console"].api_endpoint
    COFFER_BLOB_BUCKET        = aws_s3_bucket.blobs.id
    COFFER_BLOB_PREFIX        = var.blob_prefix
    COFFER_BUCKET_NAMES       = var.bucket_names
    COFFER_NETWORK            = var.network
    COFFER_ENCRYPT            = var.encrypt
    COFFER_MIN_PART_SIZE      = tostring(var.min_part_size)

    COFFER_SMALL_OBJECT_BYTES = tostring(var.small_object_bytes)

    COFFER_FIRST_KEYS_SECRET = aws_secretsmanager_secret.first_keys.id
    COFFER_OPERATION_METRICS = tostring(var.operation_metrics)

    COFFER_ABORT_UPLOADS_AFTER_DAYS = tostring(var.abort_uploads_after_days)
  }

  # S3's actions on the bucket itself; all others are on its objects.
  bucket_actions = ["ListBucket", "ListBucketMultipartUploads"]
}

data "aws_iam_policy_document" "statement" {
  for_each = local.statements

  dynamic "statement" {
    for_each = each.value.tables
    content {
      actions   = [for action in statement.value : "dynamodb:${action}"]
      resources = [aws_dynamodb_table.all[statement.key].arn]
    }
  }

  dynamic "statement" {
    for_each = length(setsubtract(each.value.blobs, local.bucket_actions)) > 0 ? [1] : []
    content {
      actions   = [for action in setsubtract(each.value.blobs, local.bucket_actions) : "s3:${action}"]
      resources = ["${aws_s3_bucket.blobs.arn}/${var.blob_prefix}*"]
    }
  }

  dynamic "statement" {
    for_each = length(setintersection(each.value.blobs, local.bucket_actions)) > 0 ? [1] : []
    content {
      actions   = [for action in setintersection(each.value.blobs, local.bucket_actions) : "s3:${action}"]
      resources = [aws_s3_bucket.blobs.arn]
    }
  }

  dynamic "statement" {
    for_each = length(each.value.kms) > 0 ? [1] : []
    content {
      actions   = [for action in each.value.kms : "kms:${action}"]
      resources = [aws_kms_key.master.arn]

      condition {
        test     = "StringEquals"
        variable = "kms:EncryptionContext:purpose"
        values   = ["coffer-master-key"]
      }
    }
  }

  dynamic "statement" {
    for_each = length(try(each.value.secret, [])) > 0 ? [1] : []
    content {
      actions   = [for action in each.value.secret : "secretsmanager:${action}"]
      resources = [aws_secretsmanager_secret.first_keys.arn]
    }
  }
}

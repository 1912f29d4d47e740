# The functions' code goes through a bucket, since zips beyond 50 MB cannot be uploaded otherwise.

locals {
  is_native = { for name, function in local.functions : name => var.packaging == "native" && try(function.native, "") != "none" }
}

resource "aws_s3_bucket" "code" {
  bucket_prefix = "${var.name}-code-"
  force_destroy = true
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "code" {
  bucket                  = aws_s3_bucket.code.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "code" {
  bucket = aws_s3_bucket.code.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.code.arn, "${aws_s3_bucket.code.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })

  depends_on = [aws_s3_bucket_public_access_block.code]
}

resource "aws_s3_object" "code" {
  for_each = local.functions

  bucket      = aws_s3_bucket.code.id
  key         = "${each.key}/${filesha256("${local.zips_directory}/${each.key}/target/function.zip")}.zip"
  source      = "${local.zips_directory}/${each.key}/target/function.zip"
  source_hash = filesha256("${local.zips_directory}/${each.key}/target/function.zip")
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${var.name}-${each.key}"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  name_prefix        = "${var.name}-${each.key}-"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
  tags               = var.tags
}

resource "aws_iam_role_policy" "function" {
  for_each = local.granted

  name   = "tables-blobs-and-key"
  role   = aws_iam_role.function[each.key].id
  policy = data.aws_iam_policy_document.statement[each.key].json
}

resource "aws_iam_role_policy" "function_logs" {
  for_each = local.functions

  name = "logs"
  role = aws_iam_role.function[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.function[each.key].arn}:*"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "function_traces" {
  for_each = toset(var.tracing ? keys(local.functions) : [])

  role       = aws_iam_role.function[each.key].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

# None has reserved concurrency: the throttle bounds those behind the gateway, and housekeeping ends before it begins again; a reservation
# would take from the account's other functions, and new accounts have none to give.
resource "aws_lambda_function" "all" {
  for_each = local.functions

  function_name    = "${var.name}-${each.key}"
  description      = each.value.description
  role             = aws_iam_role.function[each.key].arn
  runtime          = local.is_native[each.key] ? "provided.al2023" : var.java_runtime
  handler          = local.is_native[each.key] ? "not.used" : "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"
  architectures    = [var.architecture]
  memory_size      = each.value.memory
  timeout          = each.value.timeout
  s3_bucket        = aws_s3_object.code[each.key].bucket
  s3_key           = aws_s3_object.code[each.key].key
  source_code_hash = filebase64sha256("${local.zips_directory}/${each.key}/target/function.zip")
  publish          = true
  tags             = var.tags

  dynamic "environment" {
    for_each = length(each.value.environment) > 0 ? [1] : []
    content {
      variables = { for name in each.value.environment : name => local.environment[name] if local.environment[name] != null }
    }
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  dynamic "tracing_config" {
    for_each = var.tracing ? [1] : []
    content {
      mode = "Active"
    }
  }

  # SnapStart restores published versions only.
  dynamic "snap_start" {
    for_each = var.packaging == "jvm" ? [1] : []
    content {
      apply_on = "PublishedVersions"
    }
  }

  depends_on = [aws_iam_role_policy.function, aws_iam_role_policy.function_logs, aws_iam_role_policy_attachment.function_traces]
}

# deployment.tf has those whose versions CodeDeploy changes.
resource "aws_lambda_alias" "live" {
  for_each = { for name, function in local.functions : name => function if !contains(local.gradual, name) }

  name             = "live"
  function_name    = aws_lambda_function.all[each.key].function_name
  function_version = aws_lambda_function.all[each.key].version
}

# What a run leaves undone the next one takes up.
resource "aws_lambda_function_event_invoke_config" "scheduled" {
  for_each = local.scheduled

  function_name          = aws_lambda_function.all[each.key].function_name
  qualifier              = local.aliases[each.key].name
  maximum_retry_attempts = 0
}

resource "aws_cloudwatch_event_rule" "scheduled" {
  for_each = local.scheduled

  name                = "${var.name}-${each.key}"
  schedule_expression = each.value
  tags                = var.tags
}

resource "aws_cloudwatch_event_target" "scheduled" {
  for_each = local.scheduled

  rule = aws_cloudwatch_event_rule.scheduled[each.key].name
  arn  = local.aliases[each.key].arn

  retry_policy {
    maximum_retry_attempts       = 0
    maximum_event_age_in_seconds = 60
  }
}

resource "aws_lambda_permission" "scheduled" {
  for_each = local.scheduled

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all[each.key].function_name
  qualifier     = local.aliases[each.key].name
  principal     = "events.amazonaws.com"
  source_arn    = aws_cloudwatch_event_rule.scheduled[each.key].arn
}

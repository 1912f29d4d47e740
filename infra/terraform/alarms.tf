locals {
  has_alarm_email = var.alarm_topic_arn == null && var.alarm_email != null
  # Each of the 40 metrics that the alarms look at costs ten cents a month: they are made if somebody is told.
  has_alarms    = var.alarm_topic_arn != null || var.alarm_email != null
  alarm_count   = local.has_alarms ? 1 : 0
  alarm_actions = var.alarm_topic_arn != null ? [var.alarm_topic_arn] : aws_sns_topic.alarms[*].arn

  # Of ten series, as many as an alarm may add up, those that every request or most writes pass through.
  watched_operations = {
    bucketsGet   = ["buckets", "GetItem"]
    keysGet      = ["access-keys", "GetItem"]
    objectsGet   = ["objects", "GetItem"]
    objectsQuery = ["objects", "Query"]
    objectsPut   = ["objects", "PutItem"]
    objectsWrite = ["objects", "TransactWriteItems"]
    partsWrite   = ["parts", "TransactWriteItems"]
    smallGet     = ["small-blobs", "GetItem"]
    reclaimPut   = ["reclaim", "PutItem"]
    reclaimQuery = ["reclaim", "Query"]
  }

  watched_tables = merge([
    for id, table in { buckets = "buckets", objects = "objects", smallBlobs = "small-blobs", parts = "parts", reclaim = "reclaim" } :
    { for kind in ["Read", "Write"] : "${id}${kind}" => [table, "${kind}ThrottleEvents"] }
  ]...)

  # Alarms that add up series of five minutes.
  sums = {
    function-errors = {
      description = "Functions failed or ran into their timeouts."
      threshold   = 0
      namespace   = "AWS/Lambda"
      series = {
        for name in keys(local.functions) :
        name => { metric = "Errors", dimensions = { FunctionName = aws_lambda_function.all[name].function_name } }
      }
    }
    function-throttles = {
      description = "The account's limit of concurrent functions was reached."
      threshold   = 0
      namespace   = "AWS/Lambda"
      series = {
        for name in keys(local.functions) :
        name => { metric = "Throttles", dimensions = { FunctionName = aws_lambda_function.all[name].function_name } }
      }
    }
    dynamodb-errors = {
      description = "DynamoDB fails on its side."
      threshold   = 10
      namespace   = "AWS/DynamoDB"
      series = {
        for id, watched in local.watched_operations :
        id => { metric = "SystemErrors", dimensions = { TableName = aws_dynamodb_table.all[watched[0]].name, Operation = watched[1] } }
      }
    }
    dynamodb-throttles = {
      description = "DynamoDB throttles a table; clients are answered 503 SlowDown."
      threshold   = 100
      namespace   = "AWS/DynamoDB"
      series = {
        for id, watched in local.watched_tables :
        id => { metric = watched[1], dimensions = { TableName = aws_dynamodb_table.all[watched[0]].name } }
      }
    }
  }
}

resource "aws_sns_topic" "alarms" {
  count = local.has_alarm_email ? 1 : 0

  name = "${var.name}-alarms"
  tags = var.tags
}

resource "aws_sns_topic_subscription" "alarms" {
  count = local.has_alarm_email ? 1 : 0

  topic_arn = aws_sns_topic.alarms[0].arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_cloudwatch_metric_alarm" "sum" {
  for_each = local.has_alarms ? local.sums : {}

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  alarm_actions       = local.alarm_actions
  treat_missing_data  = "notBreaching"
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = 1
  tags                = var.tags

  metric_query {
    id          = "all"
    expression  = "SUM(METRICS())"
    label       = each.value.description
    return_data = true
  }

  dynamic "metric_query" {
    for_each = each.value.series
    content {
      id          = metric_query.key
      return_data = false

      metric {
        namespace   = each.value.namespace
        metric_name = metric_query.value.metric
        dimensions  = metric_query.value.dimensions
        period      = 300
        stat        = "Sum"
      }
    }
  }
}

# The access log's "function" is the status that a function answered (API Gateway Developer Guide, "Customize HTTP API access logs").
# A function's 503 says that an account is beyond its rate, or that it is busy. The gateway's own 503 is counted, and every failure.
resource "aws_cloudwatch_log_metric_filter" "server_errors" {
  count = local.has_alarms || local.is_gradual ? 1 : 0

  name           = "${var.name}-server-errors"
  log_group_name = aws_cloudwatch_log_group.access.name
  pattern        = "{ ($.status = \"5*\") && (($.status != \"503\") || ($.function != \"503\")) }"

  metric_transformation {
    namespace     = "Coffer/${var.name}"
    name          = "ServerErrors"
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "server_errors" {
  count = local.alarm_count

  alarm_name          = "${var.name}-server-errors"
  alarm_description   = "The API answers with 5xx."
  alarm_actions       = local.alarm_actions
  treat_missing_data  = "notBreaching"
  namespace           = "Coffer/${var.name}"
  metric_name         = aws_cloudwatch_log_metric_filter.server_errors[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanThreshold"
  tags                = var.tags
}

# The gateway counts throttled requests among its 4xx, with every key that was not found: the access log tells them apart. Of very many at
# once the gateway does not log all.
resource "aws_cloudwatch_log_metric_filter" "throttled" {
  count = local.alarm_count

  name           = "${var.name}-throttled-requests"
  log_group_name = aws_cloudwatch_log_group.access.name
  pattern        = "{ $.status = \"429\" }"

  metric_transformation {
    namespace     = "Coffer/${var.name}"
    name          = "ThrottledRequests"
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "throttled" {
  count = local.alarm_count

  alarm_name          = "${var.name}-throttled-requests"
  alarm_description   = "Clients send more than the throttle rate allows and are answered 429."
  alarm_actions       = local.alarm_actions
  treat_missing_data  = "notBreaching"
  namespace           = "Coffer/${var.name}"
  metric_name         = aws_cloudwatch_log_metric_filter.throttled[0].metric_transformation[0].name
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  threshold           = 100
  comparison_operator = "GreaterThanThreshold"
  tags                = var.tags
}

# Housekeeping tells the age of the oldest bytes that wait for it at every run; where it tells nothing, it does not run.
resource "aws_cloudwatch_metric_alarm" "reclaim_age" {
  count = local.alarm_count

  alarm_name          = "${var.name}-reclaim-age"
  alarm_description   = "Bytes that nobody points to are not removed."
  alarm_actions       = local.alarm_actions
  treat_missing_data  = "breaching"
  namespace           = "Coffer"
  metric_name         = "ReclaimAgeSeconds"
  dimensions          = { TablePrefix = var.table_prefix }
  statistic           = "Maximum"
  period              = 900
  evaluation_periods  = 2
  threshold           = var.reclaim_age_alarm_seconds
  comparison_operator = "GreaterThanThreshold"
  tags                = var.tags
}

resource "aws_cloudwatch_metric_alarm" "streaming_health" {
  count = local.has_alarms ? local.streaming_count : 0

  alarm_name          = "${var.name}-streaming-health"
  alarm_description   = "Tasks of the streaming endpoint are not healthy."
  alarm_actions       = local.alarm_actions
  treat_missing_data  = "breaching"
  namespace           = "AWS/NetworkELB"
  metric_name         = "UnHealthyHostCount"
  dimensions          = { LoadBalancer = aws_lb.streaming[0].arn_suffix, TargetGroup = aws_lb_target_group.streaming[0].arn_suffix }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  tags                = var.tags
}

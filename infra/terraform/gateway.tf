# S3's API twice: in virtual-hosted style, which takes a domain, the same paths mean one level less, for the host names the bucket. And the
# console's, since its pages have an origin of their own, so that no uploaded page shares it.

locals {
  api_descriptions = {
    path-style     = "S3's API in path style"
    virtual-hosted = "S3's API in virtual-hosted style"
    console        = "The web console"
  }

  endpoint = var.domain == null ? aws_apigatewayv2_api.all["path-style"].api_endpoint : "https://${var.domain.name}"

  apis = merge(
    { path-style = local.path_style_routes, console = local.console_routes },
    var.domain == null ? {} : { virtual-hosted = local.virtual_hosted_routes },
  )

  routes = merge([
    for api, routes in local.apis : { for route, function in routes : "${api} ${route}" => { api = api, key = route, function = function } }
  ]...)

  # Which function stands behind which API.
  integrations = merge([
    for api, routes in local.apis :
    { for function in distinct(values(routes)) : "${api} ${function}" => { api = api, function = function } }
  ]...)
}

resource "aws_apigatewayv2_api" "all" {
  for_each = local.apis

  name          = "${var.name}-${each.key}"
  description   = local.api_descriptions[each.key]
  protocol_type = "HTTP"
  tags          = var.tags

  # With a domain, nothing goes around CloudFront and what is attached to it.
  disable_execute_api_endpoint = each.key != "console" && var.domain != null
}

resource "aws_apigatewayv2_integration" "all" {
  for_each = local.integrations

  api_id                 = aws_apigatewayv2_api.all[each.value.api].id
  integration_type       = "AWS_PROXY"
  integration_uri        = local.aliases[each.value.function].invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "all" {
  for_each = local.routes

  api_id    = aws_apigatewayv2_api.all[each.value.api].id
  route_key = each.value.key
  target    = "integrations/${aws_apigatewayv2_integration.all["${each.value.api} ${each.value.function}"].id}"
}

resource "aws_lambda_permission" "gateway" {
  for_each = local.integrations

  # The way of deploying may give functions another alias: no request is to find it without its permission.
  lifecycle {
    create_before_destroy = true
  }

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all[each.value.function].function_name
  qualifier     = local.aliases[each.value.function].name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.all[each.value.api].execution_arn}/*"
}

resource "aws_cloudwatch_log_group" "access" {
  name_prefix       = "/aws/apigateway/${var.name}-"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_apigatewayv2_stage" "all" {
  for_each = local.apis

  api_id      = aws_apigatewayv2_api.all[each.key].id
  name        = "$default"
  auto_deploy = true
  tags        = var.tags

  stage_variables = each.key == "console" ? { endpoint = local.endpoint } : {}

  default_route_settings {
    throttling_rate_limit  = var.throttle_rate
    throttling_burst_limit = var.throttle_burst
  }

  # Never the query: that of a presigned URL is as good as a key while it lasts.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      time         = "$context.requestTime"
      request      = "$context.requestId"
      address      = "$context.identity.sourceIp"
      host         = "$context.domainName"
      route        = "$context.routeKey"
      path         = "$context.path"
      status       = "$context.status"
      function     = "$context.integration.status"
      bytes        = "$context.responseLength"
      milliseconds = "$context.responseLatency"
      error        = "$context.error.message"
      integration  = "$context.integrationErrorMessage"
    })
  }
}
